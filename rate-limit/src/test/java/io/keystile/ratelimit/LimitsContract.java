package io.keystile.ratelimit;

import static io.keystile.ratelimit.Requests.burst;
import static io.keystile.ratelimit.Requests.credential;
import static io.keystile.ratelimit.Requests.spend;
import static io.keystile.ratelimit.Requests.tenant;
import static io.keystile.ratelimit.Requests.within;
import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.authn.Quota;
import io.keystile.authn.RateLimiter;
import io.keystile.authn.RateVerdict;
import io.keystile.credential.Credential;
import io.keystile.credential.Limit;
import io.keystile.testkit.ManualTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every limiter here makes of several limits, and of those that records have. */
abstract class LimitsContract {
    // Some stores forget a full bucket by a clock of their own: long beside what a machine stands still.
    private static final Limit BURST = new Limit(4, Duration.ofMinutes(1));
    private static final Limit SUSTAINED = new Limit(6, Duration.ofHours(1));

    private final ManualTime time = ManualTime.start();

    abstract RateLimiter limiter(Limits limits, ManualTime time);

    @Test
    void severalWindows_allHold_andWhatOneRefusesTheOtherKeeps() {
        RateLimiter limiter = limiter(Limits.of(BURST, SUSTAINED), time);
        assertThat(burst(limiter, tenant("t"))).isEqualTo(4);
        time.advance(Duration.ofMinutes(1));
        assertThat(burst(limiter, tenant("t"))).isEqualTo(2);
        time.advance(Duration.ofMinutes(10));
        assertThat(burst(limiter, tenant("t"))).isEqualTo(1);
    }

    @Test
    void quotas_tellEachLimit_inItsOrder() {
        RateLimiter limiter = limiter(Limits.of(BURST, SUSTAINED), time);
        assertThat(spend(limiter, "t", 2))
                .isEqualTo(new RateVerdict.Within(List.of(
                        new Quota(4, Duration.ofMinutes(1), 2, Duration.ofSeconds(30)),
                        new Quota(6, Duration.ofHours(1), 4, Duration.ofMinutes(20)))));
        assertThat(spend(limiter, "t", 3)).isInstanceOfSatisfying(RateVerdict.Over.class, over -> {
            assertThat(over.retryAfter()).isEqualTo(Duration.ofSeconds(15));
            assertThat(over.quotas()).extracting(Quota::remaining).containsExactly(2L, 4L);
        });
    }

    @Test
    void tenantsOwnLimits_standInsteadOfTheServices() {
        RateLimiter limiter = limiter(Limits.of(BURST), time);
        assertThat(burst(limiter, tenant("t", new Limit(9, Duration.ofMinutes(1)))))
                .isEqualTo(9);
        assertThat(burst(limiter, tenant("u"))).isEqualTo(4);
    }

    @Test
    void credentialsOwnLimits_holdBesideItsTenants() {
        RateLimiter limiter = limiter(Limits.of(BURST), time);
        Credential throttled = credential(new Limit(3, Duration.ofHours(1)));
        Credential generous = credential(new Limit(100, Duration.ofMinutes(1)));

        assertThat(burst(limiter, tenant("t"), throttled)).isEqualTo(3);
        assertThat(burst(limiter, tenant("t"), generous)).isEqualTo(1);
        time.advance(Duration.ofMinutes(1));
        assertThat(burst(limiter, tenant("t"), throttled)).isZero();
        assertThat(burst(limiter, tenant("t"), generous)).isEqualTo(4);
    }

    @Test
    void whatTheTenantsLimitRefuses_theCredentialsDoesNotSpend() {
        RateLimiter limiter = limiter(Limits.of(BURST), time);
        Credential own = credential(new Limit(5, Duration.ofDays(1)));
        assertThat(burst(limiter, tenant("t"), own)).isEqualTo(4);
        for (int i = 0; i < 10; i++) {
            assertThat(within(limiter, tenant("t"), own)).isFalse();
        }
        time.advance(Duration.ofMinutes(1));
        assertThat(burst(limiter, tenant("t"), own)).isEqualTo(1);
    }

    @Test
    void noLimits_limitNothing() {
        RateLimiter limiter = limiter(Limits.of(), time);
        for (int i = 0; i < 50; i++) {
            assertThat(spend(limiter, "t", 1000)).isEqualTo(new RateVerdict.Within(List.of()));
        }
        assertThat(burst(limiter, tenant("u", BURST))).isEqualTo(4);
        assertThat(burst(limiter, tenant("v"), credential(BURST))).isEqualTo(4);
    }

    @Test
    void extremeLimits_count() {
        RateLimiter limiter = limiter(Limits.of(new Limit(Long.MAX_VALUE, Duration.ofMillis(1))), time);
        assertThat(spend(limiter, "t", 1000)).isInstanceOf(RateVerdict.Within.class);
        Limit slow = new Limit(1, Duration.ofDays(366));
        assertThat(burst(limiter, tenant("u", slow))).isEqualTo(1);
        time.advance(Duration.ofDays(366).minusSeconds(1));
        assertThat(burst(limiter, tenant("u", slow))).isZero();
        time.advance(Duration.ofSeconds(1));
        assertThat(burst(limiter, tenant("u", slow))).isEqualTo(1);
    }
}
