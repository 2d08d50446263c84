package io.keystile.authn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogTextTest {
    @Test
    void visibleAscii_staysButForTwo() {
        for (char c = '!'; c <= '~'; c++) {
            String text = "a" + c + "b";
            boolean plain = c != '%' && c != '"';
            assertThat(LogText.of(text)).isEqualTo(plain ? text : "a%" + (c == '%' ? "25" : "22") + "b");
        }
    }

    @Test
    void everythingElse_isPercentEncodedByItsUtf8() {
        assertThat(LogText.of("a b\u001f\u007f\r\n")).isEqualTo("a%20b%1F%7F%0D%0A");
        assertThat(LogText.of("\u202e\u00e9\uD83D\uDD11…")).isEqualTo("%E2%80%AE%C3%A9%F0%9F%94%91…");
    }

    @Test
    void plainText_isTheSameInstance() {
        String plain = "/api/mandates";
        assertThat(LogText.of(plain)).isSameAs(plain);
    }
}
