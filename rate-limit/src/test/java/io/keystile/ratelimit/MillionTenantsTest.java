package io.keystile.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.authn.RateVerdict;
import io.keystile.credential.Limit;
import io.keystile.testkit.ManualTime;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MillionTenantsTest {
    private static final int MILLION = 1_000_000;
    private static final int MOST_BYTES_EACH = 250;

    private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();

    @Test
    void eachBelowItsLimits_takesAtMost250Bytes_itsIdIncluded() {
        ManualTime time = ManualTime.start();
        InProcessRateLimiter limiter = InProcessRateLimiter.of(
                Limits.of(new Limit(100, Duration.ofSeconds(1)), new Limit(6000, Duration.ofMinutes(1))),
                MILLION,
                time::nanos);
        long before = used();

        for (int i = 0; i < MILLION; i++) {
            assertThat(Requests.spend(limiter, "org_" + i, 1)).isInstanceOf(RateVerdict.Within.class);
        }

        assertThat(limiter.tenants()).isEqualTo(MILLION);
        assertThat((used() - before) / MILLION).isBetween(1L, (long) MOST_BYTES_EACH);
        for (int i = 0; i < 1000; i++) {
            Requests.spend(limiter, "more_" + i, 1);
        }
        assertThat(limiter.tenants()).isEqualTo(MILLION);
    }

    private long used() {
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }
}
