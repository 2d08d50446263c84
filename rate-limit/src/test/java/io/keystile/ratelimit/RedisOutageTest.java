package io.keystile.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.authn.RateLimiter;
import io.keystile.authn.RateVerdict;
import io.keystile.credential.Limit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

class RedisOutageTest {
    private static final Limits TEN_AN_HOUR = Limits.of(new Limit(10, Duration.ofHours(1)));
    private static final Patience PATIENCE = new Patience(Duration.ofMillis(25), Duration.ofMillis(200));
    // What a busy machine adds to a wait of 25 ms, most often and ever.
    private static final Duration SLACK = Duration.ofMillis(500);
    private static final Duration STANDSTILL = Duration.ofSeconds(20);

    private final String prefix = Redis.prefix();
    private Redis redis;
    private TcpGate gate;
    private RedisRateLimiter limiter;

    @BeforeEach
    void start() {
        redis = Redis.start();
        gate = TcpGate.to(redis.port());
        limiter = RedisRateLimiter.connect(Redis.uri(gate.port()), prefix, TEN_AN_HOUR, PATIENCE);
    }

    @AfterEach
    void stop() {
        limiter.close();
        gate.close();
        redis.close();
    }

    private RateVerdict spend() {
        return Requests.spend(limiter, "t", 1);
    }

    /** Until it can tell again: what it then says. */
    private static RateVerdict firstTold(RateLimiter limiter) {
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        RateVerdict verdict = Requests.spend(limiter, "t", 1);
        while (verdict instanceof RateVerdict.Unknown && System.nanoTime() < end) {
            Thread.onSpinWait();
            verdict = Requests.spend(limiter, "t", 1);
        }
        return verdict;
    }

    /** How many are let on until one isn't; by a node so patient that it hears of each that Redis counts. */
    private int letOn() {
        Patience patient = new Patience(Duration.ofSeconds(10), Duration.ofSeconds(1));
        try (RedisRateLimiter other = RedisRateLimiter.connect(Redis.uri(redis.port()), prefix, TEN_AN_HOUR, patient)) {
            int count = 0;
            while (firstTold(other) instanceof RateVerdict.Within) {
                count++;
            }
            return count;
        }
    }

    private void assertCantTell_quickly() {
        List<Duration> waits = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            long before = System.nanoTime();
            assertThat(spend()).isInstanceOf(RateVerdict.Unknown.class);
            waits.add(Duration.ofNanos(System.nanoTime() - before));
        }
        Collections.sort(waits);
        System.out.printf("waits while Redis is away: p50 %s, max %s%n", waits.get(100), waits.get(199));
        assertThat(waits.get(199)).isLessThan(STANDSTILL);
        assertThat(waits.get(180)).isLessThan(PATIENCE.timeout().plus(SLACK));
        assertThat(waits.get(100)).isLessThan(PATIENCE.timeout());
    }

    @Test
    void frozenRedis_costsAFewTimeouts_andCountsOnWhenItThaws() {
        assertThat(letOn()).isEqualTo(10);
        assertThat(firstTold(limiter)).isInstanceOf(RateVerdict.Over.class);
        gate.freeze();

        assertCantTell_quickly();

        gate.thaw();
        assertThat(firstTold(limiter)).isInstanceOf(RateVerdict.Over.class);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS) // which knows no SIGSTOP
    void stoppedProcess_isWaitedForByAFewRequestsAlone_andCountsOnWhereItWas() {
        Patience patience = new Patience(Duration.ofMillis(100), Duration.ofSeconds(1));
        int asked = 2_000;
        try (RedisRateLimiter direct =
                RedisRateLimiter.connect(Redis.uri(redis.port()), prefix, TEN_AN_HOUR, patience)) {
            assertThat(letOn()).isEqualTo(10);
            assertThat(firstTold(direct)).isInstanceOf(RateVerdict.Over.class);
            redis.freeze();

            long before = System.nanoTime();
            for (int i = 0; i < asked; i++) {
                assertThat(Requests.spend(direct, "t", 1)).isInstanceOf(RateVerdict.Unknown.class);
            }
            Duration took = Duration.ofNanos(System.nanoTime() - before);

            System.out.printf("%,d requests while Redis is stopped: %s%n", asked, took);
            // If each waited it would be 200 s; by the circuit it is three time-outs, and one more in each pause.
            assertThat(took).isLessThan(patience.timeout().multipliedBy(asked / 10));
            redis.thaw();
            assertThat(firstTold(direct)).isInstanceOf(RateVerdict.Over.class);
        }
    }

    @Test
    void deadRedis_costsNothing_andComesBackEmpty_soThatOneWindowIsLostAtMost() {
        assertThat(letOn()).isEqualTo(10);
        assertThat(firstTold(limiter)).isInstanceOf(RateVerdict.Over.class);
        gate.cut();
        redis.stop();

        assertCantTell_quickly();

        redis.startAgain();
        gate.mend();
        assertThat(letOn()).isEqualTo(10);
        assertThat(firstTold(limiter)).isInstanceOf(RateVerdict.Over.class);
    }

    @Test
    void redisThatIsNotThereAtTheStart_isFoundLater() {
        gate.cut();
        // So many that those which were counted and answered too late are none of the test's business.
        Limits many = Limits.of(new Limit(1_000_000, Duration.ofHours(1)));
        try (RedisRateLimiter late = RedisRateLimiter.connect(Redis.uri(gate.port()), Redis.prefix(), many, PATIENCE)) {
            assertThat(Requests.spend(late, "t", 1)).isInstanceOf(RateVerdict.Unknown.class);
            gate.mend();
            assertThat(firstTold(late)).isInstanceOf(RateVerdict.Within.class);
        }
    }
}
