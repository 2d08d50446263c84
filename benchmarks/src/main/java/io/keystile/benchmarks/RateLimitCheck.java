package io.keystile.benchmarks;

import io.github.bucket4j.Bucket;
import io.keystile.Keystile;
import io.keystile.authn.RateLimiter;
import io.keystile.authn.RateVerdict;
import io.keystile.credential.Access;
import io.keystile.credential.Credential;
import io.keystile.credential.Tenant;
import io.keystile.key.Environment;
import io.keystile.key.KeyFormat;
import io.keystile.lifecycle.NewCredential;
import io.keystile.net.ClientAddress;
import io.keystile.policy.AccessPolicy;
import io.keystile.ratelimit.InProcessRateLimiter;
import io.keystile.ratelimit.Limits;
import io.keystile.store.Freshness;
import io.keystile.store.InMemoryCredentialStore;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the limiter in this process adds to a check, beside a bare Bucket4j {@code tryConsume} of the same limits over as many
 * tenants, each as likely as the next. Every bucket exists and is within its limits. {@code bare} and {@code limiter} find theirs
 * by a reference that the caller holds; {@code bareByName} and {@code limiterByName} in a map. All pay the choice of a tenant.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class RateLimitCheck {
    /** Both never exceeded: they are refilled faster than any thread asks. */
    private static final Map<Integer, Long> REQUESTS_BY_SECONDS = Map.of(1, 40_000_000L, 5, 200_000_000L);

    private static final String LIMITS = "40000000/1s,200000000/5s";

    /** How many there are. */
    @State(Scope.Benchmark)
    public static class Tenants {
        /** How many. */
        @Param({"1", "1000", "100000", "1000000"})
        public int tenants = 1;
    }

    /** Who asks, and what CPU time that takes: on a machine that others use too, time by the clock is mostly theirs. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Asker {
        private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        private int tenants = 1;
        private long asked;
        private long start;

        /** Begins to count. */
        @Setup(Level.Iteration)
        public void begin(Tenants all) {
            tenants = all.tenants;
            asked = 0;
            start = threads.getCurrentThreadCpuTime();
        }

        /** The figure. */
        public double cpuNanosEach() {
            return (threads.getCurrentThreadCpuTime() - start) / (double) asked;
        }

        final int any() {
            asked++;
            return ThreadLocalRandom.current().nextInt(tenants);
        }
    }

    /** Bucket4j's buckets, by index. */
    @State(Scope.Benchmark)
    public static class Bare {
        private Bucket[] buckets = {};

        /** Makes all, and asks each once. */
        @Setup
        public void make(Tenants all) {
            buckets = new Bucket[all.tenants];
            for (int i = 0; i < buckets.length; i++) {
                buckets[i] = bucket();
                within(buckets[i].tryConsume(1));
            }
        }
    }

    /** Bucket4j's buckets, by their tenants' ids. */
    @State(Scope.Benchmark)
    public static class BareByName {
        private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();
        private String[] names = {};

        /** Makes all, and asks each once. */
        @Setup
        public void make(Tenants all) {
            names = new String[all.tenants];
            for (int i = 0; i < names.length; i++) {
                names[i] = "org_" + i;
                within(buckets.computeIfAbsent(names[i], name -> bucket()).tryConsume(1));
            }
        }
    }

    /** The limiter, with the accounts that the decision keeps beside what each key found. */
    @State(Scope.Benchmark)
    public static class Accounts {
        private RateLimiter.Account[] accounts = {};

        /** Makes all, and asks each once. */
        @Setup
        public void make(Tenants all) {
            RateLimiter limiter = InProcessRateLimiter.of(Limits.parse(LIMITS));
            Credential credential = credential();
            IntFunction<RateLimiter.Account> account =
                    i -> limiter.account(Environment.LIVE, Tenant.first("org_" + i), credential);
            accounts = new RateLimiter.Account[all.tenants];
            for (int i = 0; i < accounts.length; i++) {
                accounts[i] = account.apply(i);
                within(accounts[i].spend(1) instanceof RateVerdict.Within);
            }
        }
    }

    /** The limiter, by its tenants' records. */
    @State(Scope.Benchmark)
    public static class ByName {
        private final RateLimiter limiter = InProcessRateLimiter.of(Limits.parse(LIMITS));
        private final Credential credential = credential();
        private Tenant[] records = {};

        /** Makes all, and asks each once. */
        @Setup
        public void make(Tenants all) {
            records = new Tenant[all.tenants];
            for (int i = 0; i < records.length; i++) {
                records[i] = Tenant.first("org_" + i);
                within(limiter.spend(Environment.LIVE, records[i], credential, 1) instanceof RateVerdict.Within);
            }
        }
    }

    private static Bucket bucket() {
        var builder = Bucket.builder();
        REQUESTS_BY_SECONDS.forEach((seconds, requests) -> builder.addLimit(
                limit -> limit.capacity(requests).refillGreedy(requests, Duration.ofSeconds(seconds))));
        return builder.build();
    }

    private static Credential credential() {
        try (Keystile keystile = Keystile.builder()
                .keys(KeyFormat.withPrefix("acme"))
                .policy(AccessPolicy.builder().guard("/api").build())
                .store(Environment.LIVE, new InMemoryCredentialStore())
                .clientAddress(ClientAddress.peer())
                .freshness(Freshness.withoutOutageGrace())
                .build()) {
            return keystile.credentials(Environment.LIVE)
                    .issue(NewCredential.principal("prn_1", "org_0").access(Access.full()))
                    .credential();
        }
    }

    private static void within(boolean within) {
        if (!within) {
            throw new IllegalStateException("over a limit that nobody can be over");
        }
    }

    /** The choice of a tenant alone. */
    @Benchmark
    public int floor(Asker asker) {
        return asker.any();
    }

    /** The peer. */
    @Benchmark
    public boolean bare(Asker asker, Bare bare) {
        return bare.buckets[asker.any()].tryConsume(1);
    }

    /** The peer, and the map that finds it. */
    @Benchmark
    public boolean bareByName(Asker asker, BareByName bare) {
        Bucket bucket = bare.buckets.get(bare.names[asker.any()]);
        return bucket != null && bucket.tryConsume(1);
    }

    /** The limiter as the decision asks it. */
    @Benchmark
    public RateVerdict limiter(Asker asker, Accounts accounts) {
        return accounts.accounts[asker.any()].spend(1);
    }

    /** The limiter as one asks it who keeps nothing. */
    @Benchmark
    public RateVerdict limiterByName(Asker asker, ByName named) {
        return named.limiter.spend(Environment.LIVE, named.records[asker.any()], named.credential, 1);
    }
}
