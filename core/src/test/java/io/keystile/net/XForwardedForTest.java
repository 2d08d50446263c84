package io.keystile.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms of one entry. */
class XForwardedForTest {
    private final ClientAddress behind = ClientAddress.behind("X-Forwarded-For", "10.0.0.0/8");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "203.0.113.9|203.0.113.9",
                " \t203.0.113.9\t |203.0.113.9",
                "203.0.113.9:4711|203.0.113.9",
                "203.0.113.9:0|203.0.113.9",
                "203.0.113.9:65535|203.0.113.9",
                "2001:DB8::9|2001:db8::9",
                "[2001:db8::9]|2001:db8::9",
                "[2001:db8::9]:4711|2001:db8::9",
                "::ffff:203.0.113.9|203.0.113.9",
                "[::ffff:203.0.113.9]:80|203.0.113.9",
                "2001:db8::9:4711|2001:db8::9:4711",
            })
    void addressWithOrWithoutPort_isRead(String entry, String address) {
        assertThat(behind.resolve("10.0.0.5", List.of("198.51.100.66," + entry), false))
                .hasToString(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-",
                "unknown",
                "_hidden",
                "localhost",
                "0.0.0.0",
                "::",
                "::ffff:0.0.0.0",
                "[::]:80",
                "0.0.0.0:80",
                "\"203.0.113.9\"",
                "203.0.113.9:",
                "203.0.113.9:http",
                "203.0.113.9:_p",
                "203.0.113.9:65536",
                "203.0.113.9:000080",
                "203.0.113.9:-1",
                "203.0.113.9:+80",
                "203.0.113.9:8 0",
                "203.0.113.9:80:80",
                "203.0.113.9/32",
                "203.0.113.009",
                "203.0.113",
                "3405803785",
                "0xcb.0.113.9",
                "203.0.113.9;x",
                "203.0.113.9 x",
                "for=203.0.113.9",
                "[2001:db8::9",
                "2001:db8::9]",
                "[2001:db8::9]4711",
                "[2001:db8::9]:",
                "[[2001:db8::9]]",
                "[203.0.113.9]",
                "[203.0.113.9]:80",
                "[]",
                "[",
                "]",
                ":80",
                "2001:db8::9%eth0",
                "fe80::1%eth0",
                "[fe80::1%1]",
                "1:2:3:4:5:6:7:8:9",
                "203.0.113.9\0",
                "\0203.0.113.9",
                "203.0.113.9\u00a0",
                "\u2003203.0.113.9",
                "\u0661\u0660.0.0.7",
                "\u00d9\u00a1\u00d9\u00a0.0.0.7",
                "\uff11.1.1.1",
                "10.0.0.7\u000b"
            })
    void anythingElse_isMalformed(String entry) {
        assertThat(behind.resolve("10.0.0.5", List.of("198.51.100.66," + entry), false))
                .isNull();
        assertThat(behind.resolve("10.0.0.5", List.of("198.51.100.66", entry), false))
                .isNull();
        assertThat(behind.resolve("10.0.0.5", List.of("198.51.100.66," + entry + ", 10.0.0.7"), false))
                .isNull();
    }
}
