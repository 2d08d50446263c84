package io.keystile.ratelimit;

import io.keystile.authn.RateLimiter;
import io.keystile.credential.Limit;
import io.keystile.testkit.ManualTime;
import io.keystile.testkit.RateLimiterContract;
import io.lettuce.core.RedisURI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

class RedisRateLimiterTest extends RateLimiterContract {
    private static final Patience PATIENT = new Patience(Duration.ofSeconds(10), Duration.ofSeconds(1));

    private static Redis redis;

    private final List<RedisRateLimiter> made = new ArrayList<>();

    @BeforeAll
    static void start() {
        redis = Redis.start();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @AfterEach
    void close() {
        made.forEach(RedisRateLimiter::close);
    }

    @Override
    protected RateLimiter limiter(Limit limit, ManualTime time) {
        RedisRateLimiter limiter = at(redis, Limits.of(limit), time);
        made.add(limiter);
        return limiter;
    }

    /** By a time of the test's instead of Redis's own. */
    static RedisRateLimiter at(Redis redis, Limits limits, ManualTime time) {
        RedisURI uri = RedisURI.create(Redis.uri(redis.port()));
        return Redis.connected(new RedisRateLimiter(uri, Redis.prefix(), limits, PATIENT, () -> time.nanos() / 1000));
    }
}
