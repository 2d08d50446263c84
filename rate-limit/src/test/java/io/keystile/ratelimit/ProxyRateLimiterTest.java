package io.keystile.ratelimit;

import io.keystile.authn.RateLimiter;
import io.keystile.credential.Limit;
import io.keystile.testkit.ManualTime;
import io.keystile.testkit.RateLimiterContract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** Over PostgreSQL. */
class ProxyRateLimiterTest extends RateLimiterContract {
    private static Postgresql postgresql;

    private final List<ProxyRateLimiter> made = new ArrayList<>();

    @BeforeAll
    static void start() {
        postgresql = Postgresql.start();
    }

    @AfterAll
    static void stop() {
        postgresql.close();
    }

    @AfterEach
    void close() {
        made.forEach(ProxyRateLimiter::close);
    }

    @Override
    protected RateLimiter limiter(Limit limit, ManualTime time) {
        ProxyRateLimiter limiter = at(postgresql, Limits.of(limit), time);
        made.add(limiter);
        return limiter;
    }

    /** By a time of the test's, on an empty table. */
    static ProxyRateLimiter at(Postgresql postgresql, Limits limits, ManualTime time) {
        postgresql.run("TRUNCATE keystile_bucket");
        return ProxyRateLimiter.exact(
                PostgresqlBuckets.in(postgresql.dataSource(), new SteadyMeter(time)),
                limits,
                new Patience(Duration.ofSeconds(10), Duration.ofSeconds(1)));
    }
}
