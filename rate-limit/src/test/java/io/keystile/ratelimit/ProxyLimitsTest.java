package io.keystile.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.authn.RateLimiter;
import io.keystile.authn.RateVerdict;
import io.keystile.credential.Limit;
import io.keystile.testkit.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Over PostgreSQL. */
class ProxyLimitsTest extends LimitsContract {
    private static final Patience PATIENT = new Patience(Duration.ofSeconds(10), Duration.ofSeconds(1));
    private static final long SECOND_NANOS = Duration.ofSeconds(1).toNanos();

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
        postgresql.run("TRUNCATE keystile_bucket");
    }

    @Override
    RateLimiter limiter(Limits limits, ManualTime time) {
        return kept(ProxyRateLimiterTest.at(postgresql, limits, time));
    }

    private ProxyRateLimiter kept(ProxyRateLimiter limiter) {
        made.add(limiter);
        return limiter;
    }

    /** A node whose own clock is off by that many seconds. */
    private ServerClock clockOff(long seconds) {
        ServerClock database = PostgresqlBuckets.clock(postgresql.dataSource());
        return ServerClock.of(database::currentTimeNanos, () -> System.nanoTime() + seconds * SECOND_NANOS);
    }

    @Test
    void threeNodes_whoseClocksDisagreeByASecond_letOnWhatTheLimitSays() throws Exception {
        // Slow beside what a busy machine makes of a clock's reading.
        Limit limit = new Limit(100, Duration.ofSeconds(2));
        List<ProxyRateLimiter> nodes = new ArrayList<>();
        for (long off = -1; off <= 1; off++) {
            nodes.add(kept(ProxyRateLimiter.exact(
                    PostgresqlBuckets.in(postgresql.dataSource(), clockOff(off)), Limits.of(limit), PATIENT)));
        }
        new NodesContract(limit, Duration.ofSeconds(3)).holds(nodes, 0);
    }

    @Test
    void approximateNodes_letOnNoMoreThanEachMayKeepToItself() throws Exception {
        Limit limit = new Limit(200, Duration.ofSeconds(1));
        List<ProxyRateLimiter> nodes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            nodes.add(kept(ProxyRateLimiter.approximate(
                    PostgresqlBuckets.in(postgresql.dataSource()),
                    Limits.of(limit),
                    PATIENT,
                    5,
                    Duration.ofMillis(50))));
        }
        new NodesContract(limit, Duration.ofSeconds(2)).holds(nodes, 15);
    }

    @Test
    void frozenDatabase_costsAFewTimeouts_andCountsOnWhenItThaws() {
        Patience patience = new Patience(Duration.ofMillis(100), Duration.ofMillis(200));
        try (TcpGate gate = TcpGate.to(postgresql.port())) {
            PGSimpleDataSource through = new PGSimpleDataSource();
            through.setPortNumbers(new int[] {gate.port()});
            through.setUser("postgres");
            through.setDatabaseName("postgres");
            ProxyRateLimiter limiter = kept(ProxyRateLimiter.exact(
                    PostgresqlBuckets.in(through), Limits.of(new Limit(3, Duration.ofHours(1))), patience));
            untilTold(limiter);
            gate.freeze();
            List<Duration> waits = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                long before = System.nanoTime();
                assertThat(Requests.spend(limiter, "t", 1)).isInstanceOf(RateVerdict.Unknown.class);
                waits.add(Duration.ofNanos(System.nanoTime() - before));
            }
            Collections.sort(waits);
            assertThat(waits.get(90)).isLessThan(patience.timeout().plusMillis(500));
            assertThat(waits.get(99)).isLessThan(Duration.ofSeconds(20)); // a machine that stands still for a moment
            gate.thaw();
            RateVerdict verdict = untilTold(limiter);
            while (verdict instanceof RateVerdict.Within) {
                verdict = untilTold(limiter);
            }
            assertThat(verdict).isInstanceOf(RateVerdict.Over.class);
        }
    }

    private static RateVerdict untilTold(RateLimiter limiter) {
        long end = System.nanoTime() + 60 * SECOND_NANOS;
        RateVerdict verdict = Requests.spend(limiter, "t", 1);
        while (verdict instanceof RateVerdict.Unknown && System.nanoTime() < end) {
            verdict = Requests.spend(limiter, "t", 1);
        }
        return verdict;
    }
}
