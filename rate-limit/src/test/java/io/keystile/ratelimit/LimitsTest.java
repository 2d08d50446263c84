package io.keystile.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.keystile.credential.Limit;
import io.keystile.credential.Tenant;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {
    @Test
    void text_isRead() {
        assertThat(Limits.parse("100/1s,6000/1m,5/250ms,7/2h,8/30d").of(Tenant.first("t")))
                .containsExactly(
                        new Limit(100, Duration.ofSeconds(1)),
                        new Limit(6000, Duration.ofMinutes(1)),
                        new Limit(5, Duration.ofMillis(250)),
                        new Limit(7, Duration.ofHours(2)),
                        new Limit(8, Duration.ofDays(30)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "100",
                "100/s",
                "/1s",
                "0/1s",
                "100/0s",
                "-1/1s",
                "100/1s,",
                ",100/1s",
                "100/1S",
                "100/1w",
                "1e3/1s",
                "100 /1s",
                "100/1s;1/1m",
                "1/1s,1/2s,1/3s,1/4s,1/5s,1/6s,1/7s,1/8s,1/9s",
                "1/367d",
                "1000000000000000000/1s",
                "١/1s"
            })
    void textThatIsNone_isRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Limits.parse(text));
    }

    @Test
    void moreThanEight_areRefused() {
        Limit[] nine =
                Collections.nCopies(9, new Limit(1, Duration.ofSeconds(1))).toArray(new Limit[0]);
        assertThatIllegalArgumentException().isThrownBy(() -> Limits.of(nine));
    }
}
