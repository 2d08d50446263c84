package io.keystile.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.authn.Quota;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Section numbers are those of draft-ietf-httpapi-ratelimit-headers-11. */
final class RateLimitFieldsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private static String policy(Quota... quotas) {
        return RateLimitFields.of(List.of(quotas), 0).get(0).value();
    }

    private static String limit(long retryAfter, Quota... quotas) {
        return RateLimitFields.of(List.of(quotas), retryAfter).get(1).value();
    }

    @Test
    void noQuota_noField() {
        assertThat(RateLimitFields.of(List.of(), 0)).isEmpty();
    }

    @Test
    void quotas_areListsOfStringsWithIntegers_section3_section4() {
        Quota burst = new Quota(100, SECOND, 99, Duration.ofMillis(10));
        Quota sustained = new Quota(6000, Duration.ofMinutes(1), 0, Duration.ofMinutes(1));

        assertThat(RateLimitFields.of(List.of(burst, sustained), 0))
                .containsExactly(
                        new Header("RateLimit-Policy", "\"100-per-1s\";q=100;w=1, \"6000-per-1m\";q=6000;w=60"),
                        new Header("RateLimit", "\"100-per-1s\";r=99;t=1, \"6000-per-1m\";r=0;t=1"));
    }

    @Test
    void effectiveWindow_isUntilOneMoreIsThere_section412() {
        Duration day = Duration.ofDays(1);
        assertThat(limit(0, new Quota(24, day, 3, Duration.ofHours(20)))).isEqualTo("\"24-per-1d\";r=3;t=3600");
        assertThat(limit(0, new Quota(24, day, 23, Duration.ofSeconds(90)))).isEqualTo("\"24-per-1d\";r=23;t=90");
        assertThat(limit(0, new Quota(24, day, 24, Duration.ZERO))).isEqualTo("\"24-per-1d\";r=24");
    }

    @Test
    void effectiveWindow_endsNoLaterThanRetryAfter_section6() {
        assertThat(limit(2, new Quota(24, Duration.ofDays(1), 3, Duration.ofHours(20))))
                .isEqualTo("\"24-per-1d\";r=3;t=2");
    }

    @Test
    void windowBelowASecond_isNotTold_section313() {
        assertThat(policy(new Quota(5, Duration.ofMillis(1500), 1, SECOND))).isEqualTo("\"5-per-1500ms\";q=5");
        assertThat(policy(new Quota(5, Duration.ofNanos(1_500_001), 1, SECOND))).isEqualTo("\"5-per-1500001ns\";q=5");
    }

    @Test
    void numbersBeyondAnInteger_areCut_rfc9651Section331() {
        Quota huge = new Quota(Long.MAX_VALUE, Duration.ofHours(2), Long.MAX_VALUE, SECOND);
        assertThat(policy(huge)).isEqualTo("\"9223372036854775807-per-2h\";q=999999999999999;w=7200");
        assertThat(limit(0, huge)).contains("r=999999999999999");
    }

    @Test
    void twoLimitsOfTheSameNumbers_haveTwoNames() {
        Quota quota = new Quota(1, SECOND, 1, Duration.ZERO);
        assertThat(policy(quota, quota, quota))
                .isEqualTo("\"1-per-1s\";q=1;w=1, \"1-per-1s-2\";q=1;w=1, \"1-per-1s-3\";q=1;w=1");
    }
}
