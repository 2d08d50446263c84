package io.keystile.ratelimit;

import static io.keystile.ratelimit.Requests.burst;
import static io.keystile.ratelimit.Requests.tenant;
import static io.keystile.ratelimit.Requests.within;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.keystile.authn.RateLimiter;
import io.keystile.credential.Limit;
import io.keystile.testkit.ManualTime;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InProcessLimitsTest extends LimitsContract {
    private static final Limit LIMIT = new Limit(10, Duration.ofSeconds(10));

    private final ManualTime time = ManualTime.start();

    @Override
    RateLimiter limiter(Limits limits, ManualTime clock) {
        return InProcessRateLimiter.of(limits, 100, clock::nanos);
    }

    @Test
    void limitsThatChange_keepWhatWasSpent() {
        RateLimiter limiter = limiter(Limits.of(LIMIT), time);
        assertThat(burst(limiter, tenant("t"))).isEqualTo(10);
        assertThat(burst(limiter, tenant("t", new Limit(15, LIMIT.per())))).isEqualTo(5);
        assertThat(burst(limiter, tenant("t", new Limit(3, Duration.ofSeconds(1)))))
                .isZero();
    }

    @Test
    void recordsThatAlternate_winNothing() {
        RateLimiter limiter = limiter(Limits.of(LIMIT), time);
        int spent = 0;
        for (int i = 0; i < 100; i++) {
            spent += within(limiter, tenant("t")) ? 1 : 0;
            spent += within(limiter, tenant("t", new Limit(10, Duration.ofSeconds(11)))) ? 1 : 0;
        }
        assertThat(spent).isEqualTo(10);
    }

    @Test
    void tenantsAtTheirFullLimits_areForgotten() {
        InProcessRateLimiter limiter = InProcessRateLimiter.of(Limits.of(LIMIT), 1000, time::nanos);
        for (int i = 0; i < 500; i++) {
            assertThat(within(limiter, tenant("a" + i))).isTrue();
        }
        assertThat(limiter.tenants()).isEqualTo(500);
        time.advance(Duration.ofSeconds(1));
        for (int i = 0; i < 100; i++) {
            within(limiter, tenant("b" + i));
        }
        assertThat(limiter.tenants()).isEqualTo(100);
    }

    @Test
    void moreTenantsThanThereIsRoomFor_winNothingByBeingForgotten() {
        InProcessRateLimiter limiter = InProcessRateLimiter.of(Limits.of(LIMIT), 20, time::nanos);
        int[] spent = new int[200];
        for (int round = 0; round < 50; round++) {
            for (int t = 0; t < spent.length; t++) {
                spent[t] += within(limiter, tenant("t" + t)) ? 1 : 0;
            }
            assertThat(limiter.tenants()).isLessThanOrEqualTo(20);
        }
        // No time has passed: each has had its bucket once at most.
        assertThat(IntStream.of(spent).max().orElse(0)).isBetween(1, 10);
        time.advance(LIMIT.per());
        assertThat(burst(limiter, tenant("new"))).isEqualTo(10);
    }

    @Test
    void roomForNobody_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> InProcessRateLimiter.of(Limits.of(LIMIT), 0));
    }
}
