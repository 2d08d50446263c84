package io.keystile.ratelimit;

import io.github.bucket4j.TimeMeter;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A store's clock, for a Bucket4j {@code ProxyManager}: left alone, it counts by each node's own clock, and nodes that disagree by a
 * second let through a second's worth of requests too many. Read every ten seconds, by one request at a time, and carried on by the
 * monotonic clock in between; wrong by no more than half the time that a reading takes. For any number of threads.
 */
public final class ServerClock implements TimeMeter {
    private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final int READINGS = 3;

    private final Reading server;
    private final Reading monotonic;
    private final AtomicLong nextReading = new AtomicLong();
    private volatile boolean known;
    private volatile long offsetNanos;

    /** A way to ask a clock. */
    @FunctionalInterface
    public interface Reading {
        /** Its nanoseconds since any fixed instant. */
        long nanos();
    }

    private ServerClock(Reading server, Reading monotonic) {
        this.server = server;
        this.monotonic = monotonic;
    }

    /** The clock that {@code server} reads, in a call to the store. */
    public static ServerClock of(Reading server) {
        return new ServerClock(server, System::nanoTime);
    }

    static ServerClock of(Reading server, Reading monotonic) {
        return new ServerClock(server, monotonic);
    }

    @Override
    public long currentTimeNanos() {
        long now = monotonic.nanos();
        if (!known) {
            readFirst(now);
        } else {
            long next = nextReading.get();
            if (now - next >= 0 && nextReading.compareAndSet(next, now + EVERY_NANOS)) {
                offsetNanos = read();
            }
        }
        return monotonic.nanos() + offsetNanos;
    }

    private synchronized void readFirst(long now) {
        if (!known) {
            offsetNanos = read();
            nextReading.set(now + EVERY_NANOS);
            known = true;
        }
    }

    /** The quickest of some readings: it is the least wrong. */
    private long read() {
        long quickest = Long.MAX_VALUE;
        long offset = 0;
        for (int i = 0; i < READINGS; i++) {
            long before = monotonic.nanos();
            long read = server.nanos();
            long took = monotonic.nanos() - before;
            if (took < quickest) {
                quickest = took;
                offset = read - (before + took / 2);
            }
        }
        return offset;
    }

    @Override
    public boolean isWallClockBased() {
        return true;
    }
}
