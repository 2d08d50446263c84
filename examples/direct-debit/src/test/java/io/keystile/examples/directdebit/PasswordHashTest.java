package io.keystile.examples.directdebit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "s3cret", "p\u00e4\u00df", "\ud83d\udd11", "with blank", "nul\u0000"})
    void samePassword_matches(String password) {
        assertThat(PasswordHash.of(password, 1).matches(password)).isTrue();
    }

    /** What HMAC by itself would take for the same key, or an encoding for the same text. */
    @ParameterizedTest
    @CsvSource({
        "'s3cret', 's3cret\u0000'",
        "'s3cret\u0000', 's3cret\u0000\u0000'",
        "'', '\u0000'",
        "'a?', 'a\ud800'",
        "'a\ufffd', 'a\ud800'",
        "'s3cret', 'S3cret'",
        "'s3cret', 's3cret '"
    })
    void alikePassword_differs(String password, String other) {
        assertThat(PasswordHash.of(password, 1).matches(other)).isFalse();
        assertThat(PasswordHash.of(other, 1).matches(password)).isFalse();
    }

    @Test
    void passwordLongerThanABlock_isReadWhole() {
        String password = "x".repeat(200);

        assertThat(PasswordHash.of(password, 1).matches(password)).isTrue();
        assertThat(PasswordHash.of(password, 1).matches("x".repeat(199))).isFalse();
    }
}
