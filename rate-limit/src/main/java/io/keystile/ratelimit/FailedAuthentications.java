package io.keystile.ratelimit;

import io.keystile.authn.FailureLimiter;
import io.keystile.authn.RateVerdict;
import io.keystile.credential.Limit;
import io.keystile.net.IpAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts failed authentications by network: an IPv4 address, a /64 of IPv6. In this process, for at most 100,000 networks at once;
 * past that, newcomers may be answered 429 early. For any number of threads.
 */
public final class FailedAuthentications implements FailureLimiter {
    private static final int MOST_NETWORKS = 100_000;
    private static final int V4_BITS = 32;
    private static final int V6_BITS = 64;
    private static final String UNKNOWN = "unknown";

    private final List<Limit> limits;
    private final LongSupplier nanoTime;
    private final long origin;
    private final Buckets<Object> buckets;

    private FailedAuthentications(Limit limit, int mostNetworks, LongSupplier nanoTime) {
        this.limits = List.of(limit);
        this.nanoTime = nanoTime;
        this.origin = nanoTime.getAsLong();
        this.buckets = new Buckets<>(mostNetworks);
    }

    /** So many failures per network. */
    public static FailedAuthentications atMost(long failures, Duration per) {
        return of(new Limit(failures, per), MOST_NETWORKS, System::nanoTime);
    }

    static FailedAuthentications of(Limit limit, int mostNetworks, LongSupplier nanoTime) {
        return new FailedAuthentications(limit, mostNetworks, nanoTime);
    }

    @Override
    public @Nullable Duration failed(@Nullable IpAddress address) {
        Object network = address == null ? UNKNOWN : address.network(V4_BITS, V6_BITS);
        RateVerdict verdict = null;
        while (verdict == null) {
            long now = nanoTime.getAsLong() - origin;
            verdict = buckets.of(network, limits, now).spend(limits, now, 1);
        }
        return verdict instanceof RateVerdict.Over over ? over.retryAfter() : null;
    }

    int networks() {
        return buckets.size();
    }
}
