package io.keystile.testkit;

import io.keystile.authn.RateLimiter;
import io.keystile.authn.RateVerdict;
import io.keystile.credential.Limit;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The frame holds for the plainest bucket there is. */
class RateLimiterContractTest extends RateLimiterContract {
    @Override
    protected RateLimiter limiter(Limit limit, ManualTime time) {
        long nanosPerRequest = limit.per().toNanos() / limit.requests();
        long size = nanosPerRequest * limit.requests();
        // What is left, in nanoseconds of refilling, and when that was.
        Map<String, long[]> buckets = new HashMap<>();
        return (environment, tenant, credential, cost) -> {
            synchronized (buckets) {
                long now = time.nanos();
                long[] bucket = buckets.computeIfAbsent(environment + " " + tenant.id(), key -> new long[] {size, now});
                bucket[0] = Math.min(size, bucket[0] + now - bucket[1]);
                bucket[1] = now;
                long missing = cost * nanosPerRequest - bucket[0];
                if (missing > 0) {
                    return new RateVerdict.Over(Duration.ofNanos(missing), List.of());
                }
                bucket[0] -= cost * nanosPerRequest;
                return new RateVerdict.Within(List.of());
            }
        };
    }
}
