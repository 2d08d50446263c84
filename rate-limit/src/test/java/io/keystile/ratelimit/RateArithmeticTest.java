package io.keystile.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.credential.Limit;
import java.math.BigInteger;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RateArithmeticTest {
    private final SplittableRandom random = new SplittableRandom(4711);

    @Test
    void randomLimits_fitTheirNumbers_andRefillNoFasterThanTheySay() {
        for (int i = 0; i < 100_000; i++) {
            Limit limit = new Limit(
                    1 + (random.nextLong() >>> (2 + random.nextInt(60))),
                    Duration.ofMillis(1 + random.nextLong(Duration.ofDays(366).toMillis())));
            check(limit, Rate.LONGS, 1);
            check(limit, Rate.DOUBLES, 1_000);
        }
    }

    private void check(Limit limit, long largest, long finest) {
        Rate rate = Rate.of(limit, largest, finest);
        assertThat(BigInteger.valueOf(rate.requests()).multiply(BigInteger.valueOf(rate.perTicks())))
                .as("%s", limit)
                .isLessThanOrEqualTo(BigInteger.valueOf(largest).add(BigInteger.valueOf(rate.requests())));
        double perNanos = (double) rate.perTicks() * rate.tickNanos();
        assertThat(perNanos / limit.per().toNanos()).as("%s", limit).isBetween(1.0, 1.01);
        long half = rate.refilled(0, rate.perTicks() / 2);
        assertThat(half).isBetween(0L, rate.capacity());
        assertThat(rate.refilled(half, rate.perTicks())).isEqualTo(rate.capacity());
        assertThat(rate.refilled(half, -5)).isEqualTo(half);
        long wait = rate.waitNanos(half, rate.capacity());
        assertThat(rate.refilled(half, wait / rate.tickNanos())).isEqualTo(rate.capacity());
    }
}
