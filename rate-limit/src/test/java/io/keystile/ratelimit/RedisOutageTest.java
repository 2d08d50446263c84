package io.keystile.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.authn.RateVerdict;
import io.keystile.credential.Limit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RedisOutageTest {
    private static final Limits TEN_AN_HOUR = Limits.of(new Limit(10, Duration.ofHours(1)));
    private static final Patience PATIENCE = new Patience(Duration.ofMillis(25), Duration.ofMillis(200));
    // What a busy machine adds to a wait of 25 ms.
    private static final Duration SLACK = Duration.ofMillis(500);

    private Redis redis;
    private TcpGate gate;
    private RedisRateLimiter limiter;

    @BeforeEach
    void start() {
        redis = Redis.start();
        gate = TcpGate.to(redis.port());
        limiter = RedisRateLimiter.connect(Redis.uri(gate.port()), Redis.prefix(), TEN_AN_HOUR, PATIENCE);
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
    private RateVerdict firstToldWithin(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        RateVerdict verdict = spend();
        while (verdict instanceof RateVerdict.Unknown && System.nanoTime() < end) {
            Thread.onSpinWait();
            verdict = spend();
        }
        return verdict;
    }

    private int letOn() {
        int count = 0;
        while (firstToldWithin(Duration.ofSeconds(20)) instanceof RateVerdict.Within) {
            count++;
        }
        return count;
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
        assertThat(waits.get(199)).isLessThan(PATIENCE.timeout().plus(SLACK));
        assertThat(waits.get(100)).isLessThan(PATIENCE.timeout());
    }

    @Test
    void frozenRedis_costsAFewTimeouts_andCountsOnWhenItThaws() {
        assertThat(letOn()).isEqualTo(10);
        gate.freeze();

        assertCantTell_quickly();

        gate.thaw();
        assertThat(firstToldWithin(Duration.ofSeconds(20))).isInstanceOf(RateVerdict.Over.class);
    }

    @Test
    void deadRedis_costsNothing_andComesBackEmpty_soThatOneWindowIsLostAtMost() {
        assertThat(letOn()).isEqualTo(10);
        gate.cut();
        redis.stop();

        assertCantTell_quickly();

        redis.startAgain();
        gate.mend();
        assertThat(letOn()).isEqualTo(10);
    }

    @Test
    void redisThatIsNotThereAtTheStart_isFoundLater() {
        gate.cut();
        try (RedisRateLimiter late =
                RedisRateLimiter.connect(Redis.uri(gate.port()), Redis.prefix(), TEN_AN_HOUR, PATIENCE)) {
            assertThat(Requests.spend(late, "t", 1)).isInstanceOf(RateVerdict.Unknown.class);
            gate.mend();
            long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            RateVerdict verdict = Requests.spend(late, "t", 1);
            while (verdict instanceof RateVerdict.Unknown && System.nanoTime() < end) {
                verdict = Requests.spend(late, "t", 1);
            }
            assertThat(verdict).isInstanceOf(RateVerdict.Within.class);
        }
    }
}
