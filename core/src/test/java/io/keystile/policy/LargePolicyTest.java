package io.keystile.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.credential.Plane;
import io.keystile.request.Target;
import java.io.StringReader;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class LargePolicyTest {
    private static AccessPolicy policy(int rules) {
        AccessPolicy.Builder builder = AccessPolicy.builder().guard("/api");
        for (int i = 0; i < rules; i++) {
            builder.scope("/api/v1/r" + i % 1_000 + "/{id}/s" + i / 1_000, "scope:" + i);
        }
        return builder.build();
    }

    @Test
    void tenThousandRules_areBuiltSoonAndEachIsFound() {
        long start = System.nanoTime();
        AccessPolicy policy = policy(10_000);
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isLessThan(Duration.ofSeconds(30)); // a bound, no timing
        for (int i = 0; i < 10_000; i++) {
            Target target = Objects.requireNonNull(
                    Target.parse("/api/v1/r" + i % 1_000 + "/x" + i + "/s" + i / 1_000 + "/deep", ""));
            assertThat(policy.judge("GET", target).need(Plane.PRINCIPAL)).isEqualTo(Need.scope("scope:" + i));
        }
    }

    @Test
    void tenThousandRules_areReadFromTheirFileAndLinted() {
        AccessPolicy code = policy(10_000);
        AccessPolicy file = AccessPolicy.read("large.json", new StringReader(PolicyJson.of(code)));
        for (int i = 0; i < 10_000; i++) {
            Target target = Objects.requireNonNull(
                    Target.parse("/api/v1/r" + i % 1_000 + "/x" + i + "/s" + i / 1_000 + "/deep", ""));
            assertThat(file.judge("GET", target))
                    .hasToString(code.judge("GET", target).toString());
        }
        assertThat(file.lint()).isEmpty();
    }
}
