package io.keystile.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathPatternTest {
    @Test
    void variablesAndLiterals_areSegments() {
        PathPattern pattern = PathPattern.parse("/api/{id}/mandates");
        assertThat(pattern.segments()).containsExactly("api", null, "mandates");
        assertThat(pattern.exact()).isFalse();
        assertThat(PathPattern.parse("/{a}")).isEqualTo(PathPattern.parse("/{b}"));
    }

    @Test
    void dollarAtTheEnd_isThatPathAlone() {
        assertThat(PathPattern.parse("/health$").exact()).isTrue();
        assertThat(PathPattern.parse("/health$").segments()).containsExactly("health");
        assertThat(PathPattern.parse("/$").segments()).isEmpty();
        assertThat(PathPattern.parse("/").segments()).isEmpty();
        assertThat(PathPattern.parse("/$metadata").segments()).containsExactly("$metadata");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "api | starts with '/'",
                "$ | starts with '/'",
                "/api/ | without '/'",
                "/api/$ | without '/'",
                "//api | empty",
                "/a//b | empty",
                "/a/./b | dot segments",
                "/a/.. | dot segments",
                "/api/* | covers every deeper one",
                "/api/** | covers every deeper one",
                "/a*b | covers every deeper one",
                "/a$/b | end of a path",
                "/a$$/b | end of a path",
                "/{} | variable",
                "/{a b} | variable",
                "/{a/b} | variable",
                "/x{a} | variable",
                "/{a}x | variable",
                "/{a}{b} | variable",
                "/{a | variable",
                "/}a | variable",
                "/a} | variable",
                "/{a/b | variable",
                "/{a@b} | variable",
                "/{[} | variable",
                "/{`} | variable",
                "/{a/{{} | variable",
                "/{/} | variable",
                "/{:} | variable",
                "/a%20b | decoded",
                "/a?b | query",
                "/a#b | fragment",
                "/a;b | refused in every request",
                "/a\\b | refused in every request"
            })
    void malformedPattern_isRefusedWithTheReason(String pattern, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PathPattern.parse(pattern))
                .withMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a\u0000",
                "/a\tb",
                "/\u0085",
                "/\uD83D",
                "/a\uD83D",
                "/\uD83Da",
                "/\uDD11",
                "/a\uDD11",
                "/\uDD11\uD83D"
            })
    void whatNoTargetHolds_isRefused(String pattern) {
        assertThatIllegalArgumentException().isThrownBy(() -> PathPattern.parse(pattern));
    }

    @Test
    void depth_isBounded() {
        assertThat(PathPattern.parse("/a".repeat(64)).segments()).hasSize(64);
        assertThatIllegalArgumentException().isThrownBy(() -> PathPattern.parse("/a".repeat(65)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uD83D\uDD11", "a\uD83D\uDD11", "\uD83D\uDD11b", "ä\uD83D\uDD11\uD83D\uDD12"})
    void charactersBeyondSixteenBits_areTaken(String segment) {
        assertThat(PathPattern.parse("/" + segment).segments()).containsExactly(segment);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "z", "A", "Z", "0", "9", "_", "-", "azAZ09_-"})
    void variablesName_holdsLettersDigitsAndTwoMore(String name) {
        assertThat(PathPattern.parse("/{" + name + "}").segments()).containsExactly((String) null);
    }
}
