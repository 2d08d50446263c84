package io.keystile.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuotedTest {
    @Test
    void visibleAsciiAndBlanks_areShown() {
        assertThat(Quoted.of("a ~z")).isEqualTo("'a ~z'");
        assertThat(Quoted.of("\u001f\u007f\u00e9")).isEqualTo("'???'");
    }

    @Test
    void longText_isCutBehind64Characters() {
        assertThat(Quoted.of("x".repeat(64))).isEqualTo("'" + "x".repeat(64) + "'");
        assertThat(Quoted.of("x".repeat(65))).isEqualTo("'" + "x".repeat(64) + "…'");
    }
}
