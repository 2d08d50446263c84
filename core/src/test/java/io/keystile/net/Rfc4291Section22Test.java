package io.keystile.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The text of addresses (RFC 4291 §2.2), and the dotted quad as strictly as RFC 6943 §3.1.1 advises. */
class Rfc4291Section22Test {
    @ParameterizedTest
    @CsvSource({
        "ABCD:EF01:2345:6789:ABCD:EF01:2345:6789, abcd:ef01:2345:6789:abcd:ef01:2345:6789",
        "2001:DB8:0:0:8:800:200C:417A, 2001:db8::8:800:200c:417a",
        "FF01::101, ff01::101",
        "::1, ::1",
        "::, ::",
        "1::, 1::",
        "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
        "::2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8",
        "1:2:3:4::6:7:8, 1:2:3:4:0:6:7:8",
        "0000:0000:0000:0000:0000:0000:0000:0001, ::1",
        "::13.1.68.3, ::d01:4403",
        "64:ff9b::203.0.113.9, 64:ff9b::cb00:7109",
        "1:2:3:4:5:6:1.2.3.4, 1:2:3:4:5:6:102:304",
        "1::5:6:1.2.3.4, 1::5:6:102:304",
        "::FFFF:129.144.52.38, 129.144.52.38",
        "0:0:0:0:0:ffff:8190:3426, 129.144.52.38",
        "::ffff:0:192.0.2.1, ::ffff:0:c000:201",
        "ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    })
    void validIpv6_isRead(String text, String canonical) {
        assertThat(IpAddress.parse(text)).hasToString(canonical);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "255.255.255.255", "127.0.0.1", "10.20.30.40", "192.0.2.100"})
    void validIpv4_isReadAsWritten(String text) {
        IpAddress address = IpAddress.parse(text);
        assertThat(address).hasToString(text);
        assertThat(address.isV4()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1",
                "1.2",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.4.",
                ".1.2.3.4",
                "1..3.4",
                "1.2.3.",
                "...",
                "256.1.1.1",
                "1.1.1.999",
                "1.1.1.1000",
                "01.2.3.4",
                "1.2.3.00",
                "0x7f.0.0.1",
                "1.2.3.0x4",
                "2130706433",
                "017700000001",
                "0x7f000001",
                "-1.2.3.4",
                "1.2.3.+4",
                "1.2.3.4 ",
                " 1.2.3.4",
                "1.2.3.4\n",
                "1.2.3.4\0",
                "1.2.3.4/32",
                "1.2.3.4:80",
                "\u0661.1.1.1",
                "1.1.1.\uff11",
                "1\u30022.3.4",
                "1,2,3,4",
                "localhost",
                "a.b.c.d",
                "1.2.3.a"
            })
    void brokenIpv4_isRefused(String text) {
        assertThat(IpAddress.tryParse(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ":",
                ":::",
                "::::",
                "1:",
                ":1",
                "1::2::3",
                "::1::",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7:",
                ":2:3:4:5:6:7:8",
                "1:2:3:4::5:6:7:8",
                "1:2:3:4:5:6:7:8::",
                "::1:2:3:4:5:6:7:8",
                "1:::2",
                "00001::",
                "::00001",
                "::g",
                "::-1",
                "::+1",
                "fe80::1%eth0",
                "::1%",
                "::1%25lo",
                "[::1]",
                "::1/128",
                "::1 ",
                " ::1",
                "::1\0",
                "1.2.3.4::",
                "::1.2.3.4:5",
                "::1.2.3",
                "::1.2.3.4.5",
                "::01.2.3.4",
                "::256.2.3.4",
                "::1.2.3.",
                "1:2:3:4:5:6:7:1.2.3.4",
                "1:2:3:4:5:1.2.3.4",
                "::1:2:3:4:5:6:1.2.3.4",
                "1::2:3:4:5:6:1.2.3.4",
                "::\uff11",
                "::ffff:1.2.3.4\u0661",
                "2001:db8::1:",
                ":.1.2.3.4",
                "::.1.2.3",
                "4)+k&C#VzJ4br>0wv%Yp"
            })
    void brokenIpv6_isRefused(String text) {
        assertThat(IpAddress.tryParse(text)).isNull();
    }

    @Test
    void sixGroupsAndGapAndQuad_areTooMany() {
        assertThat(IpAddress.tryParse("1:2:3:4:5::1.2.3.4")).hasToString("1:2:3:4:5:0:102:304");
        assertThat(IpAddress.tryParse("1:2:3:4:5:6::1.2.3.4")).isNull();
    }

    @Test
    void refusal_showsTheTextBoundedAndPrintable() {
        assertThatThrownBy(() -> IpAddress.parse("api.example.com"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'api.example.com'")
                .hasMessageContaining("names are not looked up");
        assertThatThrownBy(() -> IpAddress.parse("\u001b[2J\r\n\u202e" + "x".repeat(100_000)))
                .message()
                .matches("[ -~…]{60,250}")
                .contains("'?[2J???x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ":1:2:3:4:5:6:7:8",
                ":1:2:3:4:5:6:1.2.3.4",
                "1:2:3:4:5:6:7:8:",
                ":1::8",
                "1::2::3",
                ":::",
                "ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.2555",
                "0ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255"
            })
    void colonTooManyAndOneCharacterMore_isNoAddress(String text) {
        assertThatThrownBy(() -> IpAddress.parse(text)).isInstanceOf(IllegalArgumentException.class);
        assertThat(IpAddress.tryParsePeer("[" + text + "]")).isNull();
    }
}
