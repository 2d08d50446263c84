package io.keystile.ratelimit;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.VerboseResult;
import io.github.bucket4j.distributed.BucketProxy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.distributed.proxy.optimization.DelayParameters;
import io.github.bucket4j.distributed.proxy.optimization.Optimization;
import io.github.bucket4j.distributed.proxy.optimization.Optimizations;
import io.keystile.authn.Quota;
import io.keystile.authn.RateLimiter;
import io.keystile.authn.RateVerdict;
import io.keystile.credential.Credential;
import io.keystile.credential.Limit;
import io.keystile.credential.Tenant;
import io.keystile.key.Environment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts wherever a Bucket4j {@link ProxyManager} keeps its buckets, for all nodes that use it. As exact as the manager's clock:
 * give it a {@link ServerClock}. Requests of one organisation that arrive at once share a round trip. A credential's own limits are a
 * bucket beside its organisation's: what the one gave is given back if the other refuses, and may be missing in between. Limits that
 * change begin full. For any number of threads; needs bucket4j_jdk17-core, an optional dependency.
 */
public final class ProxyRateLimiter implements RateLimiter, AutoCloseable {
    private static final int THREADS = 16;
    private static final int MOST_PROXIES = 10_000;
    private static final RateVerdict UNKNOWN = new RateVerdict.Unknown();

    private final ProxyManager<String> manager;
    private final Limits limits;
    private final Optimization optimization;
    private final boolean approximate;
    private final BoundedCalls calls;
    private final Map<Place, BucketProxy> proxies = new ConcurrentHashMap<>();

    /** A bucket: limits are part of it, so that other limits are another bucket. */
    private record Place(String key, List<Limit> limits) {}

    private ProxyRateLimiter(
            ProxyManager<String> manager,
            Limits limits,
            Patience patience,
            Optimization optimization,
            boolean approximate) {
        this.manager = manager;
        this.limits = limits;
        this.optimization = optimization;
        this.approximate = approximate;
        this.calls = new BoundedCalls("the buckets' store", THREADS, patience);
    }

    /** Exact: every request is counted in the store before it is let on. */
    public static ProxyRateLimiter exact(ProxyManager<String> manager, Limits limits, Patience patience) {
        return new ProxyRateLimiter(manager, limits, patience, Optimizations.batching(), false);
    }

    /**
     * Approximate, for organisations too hot for the store: each node lets on up to {@code unseen} requests of an organisation
     * before it tells the store, so that over any time d at most N + N·d/T + nodes·unseen are let on. For the 10,000 organisations
     * that a node sees first; it counts others exactly.
     *
     * @param unseen at least 1
     * @param longest after which a node tells the store even of fewer
     */
    public static ProxyRateLimiter approximate(
            ProxyManager<String> manager, Limits limits, Patience patience, long unseen, Duration longest) {
        Optimization delaying = Optimizations.delaying(new DelayParameters(unseen, longest));
        return new ProxyRateLimiter(manager, limits, patience, delaying, true);
    }

    @Override
    public RateVerdict spend(Environment environment, Tenant tenant, Credential credential, int cost) {
        List<Limit> shared = limits.of(tenant);
        List<Limit> own = Limits.of(credential);
        String key = environment.segment() + ':' + tenant.id();
        RateVerdict verdict = calls.call(() -> own.isEmpty()
                ? spend(new Place(key, shared), cost)
                : spendBoth(new Place(key, shared), new Place(key + '#' + credential.id(), own), cost));
        return verdict == null ? UNKNOWN : verdict;
    }

    private RateVerdict spendBoth(Place shared, Place own, int cost) {
        RateVerdict first = spend(own, cost);
        if (!(first instanceof RateVerdict.Within within)) {
            return first;
        }
        RateVerdict second = spend(shared, cost);
        if (second instanceof RateVerdict.Within alsoWithin) {
            List<Quota> both = new ArrayList<>(alsoWithin.quotas());
            both.addAll(within.quotas());
            return new RateVerdict.Within(both);
        }
        bucket(own).addTokens(cost);
        return second;
    }

    private RateVerdict spend(Place place, int cost) {
        if (place.limits().isEmpty()) {
            return new RateVerdict.Within(List.of());
        }
        VerboseResult<ConsumptionProbe> result = bucket(place).asVerbose().tryConsumeAndReturnRemaining(cost);
        List<Quota> quotas = quotas(place.limits(), result.getDiagnostics().getAvailableTokensPerEachBandwidth());
        ConsumptionProbe probe = result.getValue();
        if (probe.isConsumed()) {
            return new RateVerdict.Within(quotas);
        }
        return new RateVerdict.Over(retryAfter(place.limits(), probe.getNanosToWaitForRefill(), cost), quotas);
    }

    /** A cost that no bucket holds has no such time: then the longest period. */
    private static Duration retryAfter(List<Limit> limits, long nanos, int cost) {
        Duration longest = Duration.ofNanos(Math.max(1, nanos));
        for (Limit limit : limits) {
            if (limit.requests() < cost) {
                return limit.per();
            }
        }
        return longest;
    }

    private static List<Quota> quotas(List<Limit> limits, long[] available) {
        List<Quota> quotas = new ArrayList<>(limits.size());
        for (int i = 0; i < available.length; i++) {
            Limit limit = limits.get(i);
            long remaining = Math.max(0, available[i]);
            double missing = (double) (limit.requests() - remaining) / limit.requests();
            Duration reset = Duration.ofNanos(
                    (long) Math.ceil(Math.max(0, missing) * limit.per().toNanos()));
            quotas.add(new Quota(limit.requests(), limit.per(), remaining, reset));
        }
        return quotas;
    }

    private BucketProxy bucket(Place place) {
        BucketProxy known = proxies.get(place);
        if (known != null) {
            return known;
        }
        if (proxies.size() >= MOST_PROXIES) {
            if (approximate) { // what a dropped proxy has not told yet would be lost
                return build(place, null);
            }
            proxies.clear();
        }
        return proxies.computeIfAbsent(place, missing -> build(missing, optimization));
    }

    private BucketProxy build(Place place, @Nullable Optimization by) {
        var builder = manager.builder();
        return (by == null ? builder : builder.withOptimization(by)).build(name(place), () -> configuration(place));
    }

    private static String name(Place place) {
        StringBuilder name = new StringBuilder(place.key());
        place.limits()
                .forEach(limit -> name.append(' ')
                        .append(limit.requests())
                        .append('/')
                        .append(limit.per().toNanos()));
        return name.toString();
    }

    private static BucketConfiguration configuration(Place place) {
        var builder = BucketConfiguration.builder();
        for (Limit limit : place.limits()) {
            // Bucket4j takes no more than one per nanosecond, nor does any process serve that.
            long requests = Math.min(limit.requests(), limit.per().toNanos());
            builder.addLimit(Bandwidth.builder()
                    .capacity(requests)
                    .refillGreedy(requests, limit.per())
                    .build());
        }
        return builder.build();
    }

    /** Ends its threads; the manager stays open, whoever made it closes it. */
    @Override
    public void close() {
        calls.close();
    }
}
