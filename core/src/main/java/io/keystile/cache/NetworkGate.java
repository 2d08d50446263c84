package io.keystile.cache;

import io.keystile.net.IpAddress;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Bounds what is dear about keys or tokens that were never seen before, and shares it out among the networks that ask: none gets more
 * than its part of three quarters, the last quarter is for those that come new. Counts in windows of a tenth of a second, each
 * with its own random order, so that nobody stays behind the same stranger for long.
 */
public final class NetworkGate {
    private static final long WINDOW_NANOS = 100_000_000;
    private static final int WINDOWS_PER_SECOND = 10;
    private static final int LOG2_COUNTS = 12;
    // Who has one address of such a block has most often all of it.
    private static final int V4_NETWORK_BITS = 24;
    private static final int V6_NETWORK_BITS = 48;

    private final LongSupplier nanos;
    private final int perWindow;
    private final int[] counts = new int[1 << LOG2_COUNTS];
    private long windowStart;
    private long salt;
    private int admitted;
    private int networks;
    private int networksBefore;

    /** Lets so many on, by that monotonic clock. */
    public NetworkGate(int perSecond, LongSupplier nanos) {
        this.nanos = nanos;
        this.perWindow = Math.max(1, perSecond / WINDOWS_PER_SECOND);
        begin(nanos.getAsLong());
    }

    /**
     * Whether one more may go on.
     *
     * @param address null: not known; all such count as one network
     */
    public synchronized boolean admits(@Nullable IpAddress address) {
        long now = nanos.getAsLong();
        if (now - windowStart >= WINDOW_NANOS) {
            networksBefore = now - windowStart < 2 * WINDOW_NANOS ? networks : 0;
            begin(now);
        }
        int place = placeOf(address);
        if (counts[place] == 0) {
            networks++;
        }
        counts[place]++;
        int share = Math.max(1, perWindow * 3 / 4 / Math.max(networks, networksBefore));
        if (admitted == perWindow || counts[place] > share) {
            return false;
        }
        admitted++;
        return true;
    }

    private void begin(long now) {
        windowStart = now;
        salt = ThreadLocalRandom.current().nextLong() | 1;
        Arrays.fill(counts, 0);
        admitted = 0;
        networks = 0;
    }

    private int placeOf(@Nullable IpAddress address) {
        long hash = address == null
                ? 0
                : address.network(V4_NETWORK_BITS, V6_NETWORK_BITS).hashCode();
        return (int) ((hash * salt) >>> (Long.SIZE - LOG2_COUNTS));
    }
}
