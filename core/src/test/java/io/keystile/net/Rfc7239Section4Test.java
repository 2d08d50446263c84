package io.keystile.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The syntax of {@code Forwarded} (RFC 7239 §4). */
class Rfc7239Section4Test {
    private final ClientAddress behind = ClientAddress.behind("Forwarded", "10.0.0.0/8");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "for=203.0.113.9",
                "For=203.0.113.9",
                "FOR=\"203.0.113.9\"",
                " \tfor=203.0.113.9 ",
                "for=203.0.113.9;proto=http;by=203.0.113.43",
                "proto=https;for=203.0.113.9;host=\"a,b;c\"",
                "for=203.0.113.9; proto=https ;by=_x",
                ";for=203.0.113.9;;",
                "for=198.51.100.66, for=203.0.113.9",
                "for=198.51.100.66,for=203.0.113.9,for=10.0.0.7;proto=http",
                "secret=\"for=198.51.100.66\";for=203.0.113.9",
                "secret=\"a, for=198.51.100.66\";for=203.0.113.9",
                "for=203.0.113.9;secret=\"a, for=198.51.100.66\"",
                "for=203.0.113.9;secret=\"\\\", for=198.51.100.66, \\\\\"",
                "for=203.0.113.9;secret=\"\"",
                "for=203.0.113.9;secret=\"\u00e9\t\"",
                "for=\"\\203.0.113.9\"",
                "for=\"\\2\\0\\3\\.0.113.\\9\"",
                "for=203.0.113.9;forx=198.51.100.66;xfor=198.51.100.66",
                "for=unknown, for=_hidden, , bad, x=, for=203.0.113.9, for=10.0.0.7",
                "for=198.51.100.66/x y, for=203.0.113.9",
            })
    void element_namesTheCaller(String line) {
        assertThat(behind.resolve("10.0.0.5", List.of(line), false)).hasToString("203.0.113.9");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                ";",
                "for=",
                "for",
                "=203.0.113.9",
                "203.0.113.9",
                "for=203.0.113.9,",
                "for=203.0.113.9, ",
                "for=203.0.113.9,,for=10.0.0.7",
                "for =203.0.113.9",
                "for= 203.0.113.9",
                "for=203.0.113.9 proto=http",
                "for==203.0.113.9",
                "for=203.0.113.9/32",
                "for=203.0.113.9:80",
                "for=[2001:db8::9]",
                "for='203.0.113.9'",
                "for=203.0.113.9\0",
                "for=203.0.113.9\u00a0",
                "\u00a0for=203.0.113.9",
                "proto=http;by=203.0.113.9",
                "for=198.51.100.66, proto=http",
                "for=198.51.100.66;for=203.0.113.9",
                "for=203.0.113.9;FOR=203.0.113.9",
                "for=203.0.113.9;proto=http;Proto=http",
                "for=203.0.113.9;a=1;b=2;A=3",
                "for=203.0.113.9;proto",
                "for=203.0.113.9;proto=",
                "for=203.0.113.9;pro/to=x",
            })
    void brokenElementOnTheWalk_isMalformed(String line) {
        assertThat(behind.resolve("10.0.0.5", List.of(line), false)).isNull();
        assertThat(behind.resolve("10.0.0.5", List.of("for=198.51.100.66," + line), false))
                .isNull();
        assertThat(behind.resolve("10.0.0.5", List.of("for=198.51.100.66", line), false))
                .isNull();
        assertThat(behind.resolve("10.0.0.5", List.of("for=198.51.100.66," + line + ",for=10.0.0.7"), false))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "for=\"203.0.113.9",
                "for=\"203.0.113.9\\\"",
                "for=\"203.0.113.9\\",
                "for=203.0.113.9\"",
                "for=\"203.0.113.9\"\"",
                "for=\"203.0.113.9\"x\"",
                "\"for\"=203.0.113.9",
                "for=x\"y, for=203.0.113.9",
                "for=\"198.51.100.66, for=203.0.113.9",
                "for=\"\0\", for=203.0.113.9",
                "for=\"\\\0\", for=203.0.113.9",
                "for=\"\u007f\", for=203.0.113.9",
                "bad;x=\"a,b\", for=203.0.113.9",
            })
    void quotesThatParsersReadDifferently_makeTheLineMalformed(String line) {
        assertThat(behind.resolve("10.0.0.5", List.of(line), false)).isNull();
    }

    @Test
    void eachLine_isReadByItself() {
        // the last line is the proxy's own: an open quote in the caller's can't swallow it
        assertThat(behind.resolve("10.0.0.5", List.of("for=\"198.51.100.66", "for=203.0.113.9"), false))
                .hasToString("203.0.113.9");
        assertThat(behind.resolve("10.0.0.5", List.of("for=\"198.51.100.66", "for=10.0.0.7"), false))
                .isNull();
        assertThat(behind.resolve("10.0.0.5", List.of("for=203.0.113.9", "for=10.0.0.8, for=10.0.0.7"), false))
                .hasToString("203.0.113.9");
    }

    @Test
    void moreParametersThanAnyoneWrites_areMalformed() {
        StringBuilder line = new StringBuilder("for=203.0.113.9");
        for (int i = 1; i < 16; i++) {
            line.append(";p").append(i).append("=x");
        }
        assertThat(behind.resolve("10.0.0.5", List.of(line.toString()), false)).hasToString("203.0.113.9");
        assertThat(behind.resolve("10.0.0.5", List.of(line + ";p16=x"), false)).isNull();
    }
}
