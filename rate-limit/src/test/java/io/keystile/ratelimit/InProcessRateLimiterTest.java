package io.keystile.ratelimit;

import io.keystile.authn.RateLimiter;
import io.keystile.credential.Limit;
import io.keystile.testkit.ManualTime;
import io.keystile.testkit.RateLimiterContract;

class InProcessRateLimiterTest extends RateLimiterContract {
    @Override
    protected RateLimiter limiter(Limit limit, ManualTime time) {
        return InProcessRateLimiter.of(Limits.of(limit), 100, time::nanos);
    }
}
