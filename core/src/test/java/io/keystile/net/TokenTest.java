package io.keystile.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenTest {
    @Test
    void characters_areThoseOfRfc9110Section562() {
        String allowed = "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
        for (char c = 0; c < 1_024; c++) {
            assertThat(Token.isCharacter(c)).as("U+%04X", (int) c).isEqualTo(allowed.indexOf(c) >= 0);
        }
    }
}
