package io.keystile.examples.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlsTest {
    @Test
    void neither_embedded() {
        assertThat(urls()).isNull();
    }

    @Test
    void both_keptToThemselves() {
        assertThat(urls("--database=jdbc:h2:mem:canary1", "--sandbox-database=jdbc:h2:mem:canary2"))
                .asString()
                .doesNotContain("canary");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--database=canary",
                "--sandbox-database=canary",
                "--sandbox-database=canary --database=canary",
            })
    void oneAlone_orOneTwice_refused(String line) {
        assertThatThrownBy(() -> urls(line.split(" ", -1)))
                .isInstanceOf(FlagException.class)
                .hasMessageMatching("(--database|--sandbox-database): .*")
                .hasMessageNotContaining("canary");
    }

    private static @Nullable DatabaseUrls urls(String... words) {
        return DatabaseUrls.of(Arguments.of(CommonOptions.flagsAnd(), List.of(words)));
    }
}
