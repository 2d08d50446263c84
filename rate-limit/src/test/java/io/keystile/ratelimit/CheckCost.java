package io.keystile.ratelimit;

import io.github.bucket4j.Bucket;
import io.keystile.authn.RateLimiter;
import io.keystile.credential.Credential;
import io.keystile.credential.Limit;
import io.keystile.credential.Tenant;
import io.keystile.key.Environment;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;

/**
 * Measures a check in this process beside a bare Bucket4j {@code tryConsume} over as many buckets, which are found by their index in
 * an array, not by a name. All are within the limits; CPU time of the calling thread. No test: {@code java -cp … io.keystile.ratelimit.CheckCost}.
 */
final class CheckCost {
    private static final int[] TENANTS = {1, 1_000, 100_000, 1_000_000};
    private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();
    private static final int ROUNDS = 5;
    private static final int CALLS = 2_000_000;

    private CheckCost() {}

    public static void main(String[] args) {
        for (int tenants : TENANTS) {
            Bucket[] bare = new Bucket[tenants];
            Tenant[] records = new Tenant[tenants];
            for (int i = 0; i < tenants; i++) {
                bare[i] = Bucket.builder()
                        .addLimit(limit -> limit.capacity(50_000_000).refillGreedy(50_000_000, Duration.ofSeconds(1)))
                        .addLimit(limit -> limit.capacity(600_000_000).refillGreedy(600_000_000, Duration.ofMinutes(1)))
                        .build();
                records[i] = Tenant.first("org_" + i);
            }
            RateLimiter limiter = InProcessRateLimiter.of(Limits.parse("50000000/1s,600000000/1m"));
            Credential credential = Requests.credential(new Limit[0]);
            double bareNanos = Double.MAX_VALUE;
            double ours = Double.MAX_VALUE;
            for (int round = 0; round < ROUNDS; round++) {
                bareNanos = Math.min(bareNanos, nanos(tenants, i -> bare[i].tryConsume(1)));
                ours = Math.min(ours, nanos(tenants, i -> limiter.spend(Environment.LIVE, records[i], credential, 1)));
            }
            System.out.printf(
                    "%,d tenants: bare %.0f ns, ours %.0f ns, %.2f times%n",
                    tenants, bareNanos, ours, ours / bareNanos);
        }
    }

    private static double nanos(int tenants, IntConsumer check) {
        SplittableRandom random = new SplittableRandom(4711);
        long start = THREAD.getCurrentThreadCpuTime();
        for (int i = 0; i < CALLS; i++) {
            check.accept(random.nextInt(tenants));
        }
        return (THREAD.getCurrentThreadCpuTime() - start) / (double) CALLS;
    }
}
