package io.keystile.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/22, 10.0.0.0, 10.0.3.255, 9.255.255.255, 10.0.4.0",
        "128.0.0.0/1, 128.0.0.0, 255.255.255.255, 127.255.255.255, 0.0.0.0",
        "0.0.0.0/1, 0.0.0.0, 127.255.255.255, 128.0.0.0, 255.255.255.255",
        "0.0.0.0/0, 0.0.0.0, 255.255.255.255, ::1, ::",
        "0.0.0.0/32, 0.0.0.0, 0.0.0.0, 0.0.0.1, 255.255.255.255",
        "203.0.113.6/31, 203.0.113.6, 203.0.113.7, 203.0.113.5, 203.0.113.8",
        "::/0, ::, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 0.0.0.0, 255.255.255.255",
        "8000::/1, 8000::, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 7fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, ::",
        "2001:db8::/63, 2001:db8::, 2001:db8:0:1:ffff:ffff:ffff:ffff, 2001:db8:0:2::, 2001:db7:ffff::",
        "2001:db8::/64, 2001:db8::, 2001:db8::ffff:ffff:ffff:ffff, 2001:db8:0:1::, 2001:db7:ffff::",
        "2001:db8::/65, 2001:db8::, 2001:db8::7fff:ffff:ffff:ffff, 2001:db8::8000:0:0:0, 2001:db8:0:1::",
        "2001:db8::2/127, 2001:db8::2, 2001:db8::3, 2001:db8::1, 2001:db8::4",
        "::ffff:10.0.0.0/104, 10.0.0.0, ::ffff:10.255.255.255, 11.0.0.0, ::10.0.0.0",
        "::ffff:0:0/96, 0.0.0.0, 255.255.255.255, ::fffe:ffff:ffff, ::1:0:0:0",
    })
    void block_holdsItsEndsAndNotTheirNeighbours(String block, String first, String last, String below, String above) {
        AddressRange range = AddressRange.parse(block);
        assertThat(range.contains(IpAddress.parse(first))).isTrue();
        assertThat(range.contains(IpAddress.parse(last))).isTrue();
        assertThat(range.contains(IpAddress.parse(below))).isFalse();
        assertThat(range.contains(IpAddress.parse(above))).isFalse();
        assertThat(range.network()).isEqualTo(IpAddress.parse(first));
        assertThat(range.last()).isEqualTo(IpAddress.parse(last));
    }

    @ParameterizedTest
    @ValueSource(strings = {"::/0", "::/64", "::/80", "::fffe:0:0/95", "::ffff:0:0:0/96"})
    void ipv6BlockAroundTheMappedOne_holdsNoIpv4(String block) {
        assertThat(AddressRange.parse(block).contains(IpAddress.parse("192.0.2.1")))
                .isFalse();
        assertThat(AddressRange.parse(block).contains(IpAddress.parse("::ffff:192.0.2.1")))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7/32, 203.0.113.7",
        "203.0.113.7, 203.0.113.7",
        "2001:0DB8::/32, 2001:db8::/32",
        "2001:db8:0::1/128, 2001:db8::1",
        "::ffff:10.0.0.0/104, 10.0.0.0/8",
        "::ffff:10.0.0.1, 10.0.0.1",
        "::ffff:0:0/96, 0.0.0.0/0",
    })
    void text_isCanonical(String text, String canonical) {
        assertThat(AddressRange.parse(text)).hasToString(canonical).isEqualTo(AddressRange.parse(canonical));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.0/",
                "10.0.0.0/33",
                "10.0.0.0/128",
                "10.0.0.0/08",
                "10.0.0.0/00",
                "10.0.0.0/+8",
                "10.0.0.0/-0",
                "10.0.0.0/-1",
                "10.0.0.0/ 8",
                "10.0.0.0/8 ",
                "10.0.0.0/8.0",
                "10.0.0.0/0x8",
                "10.0.0.0/8/8",
                "10.0.0.0//8",
                "10.0.0.0/255.0.0.0",
                "10.0.0.0/0.255.255.255",
                "10.0.0.0/0.0.0.0",
                "10.0.0.0/\u0668",
                "10.0.0.0/8\n",
                "10.0.0.0/4294967304",
                "10.0.0.0/1000",
                "::/129",
                "::/032",
                "::/",
                "::/999",
                "2001:db8::/ffff::"
            })
    void badLength_isRefused(String text) {
        assertThatThrownBy(() -> AddressRange.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("needs a prefix length of 0 to");
    }

    @ParameterizedTest
    @ValueSource(strings = {"::ffff:10.0.0.0/8", "::ffff:0:0/95", "::ffff:0.0.0.0/0", "::ffff:10.0.0.0/129"})
    void mappedBlockWithLengthOutsideItsBlock_isRefused(String text) {
        assertThatThrownBy(() -> AddressRange.parse(text)).hasMessageContaining("a prefix length of 96 to 128");
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1/8, 10.0.0.0/8",
        "128.0.0.0/0, 0.0.0.0/0",
        "2001:db8::1/32, 2001:db8::/32",
        "2001:db8:0:1::/63, 2001:db8::/63",
        "::1/64, ::/64",
        "::ffff:10.0.0.1/104, 10.0.0.0/8",
    })
    void hostBits_areRefusedAndTheBlockIsNamed(String text, String block) {
        assertThatThrownBy(() -> AddressRange.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bits set beyond the prefix")
                .hasMessageEndingWith(block);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "any",
                "*",
                "10",
                "10/8",
                "10.0.0/24",
                "10.0.*.*",
                "0/0",
                "/8",
                "010.0.0.0/8",
                "10.0.0.1-10.0.0.9",
                "10.0.0.1,10.0.0.2",
                "proxy.internal",
                "localhost",
                "[::1]",
                "[::]/0",
                "fe80::1%eth0",
                "fe80::%eth0/64",
                "10.0.0.0 /8",
                " 10.0.0.1",
                "10.0.0.1\0",
                "10.0.0.1\n10.0.0.2",
                "::ffff:300.0.0.1",
                "1.2.3.4::/32",
                "all"
            })
    void whatIsNoAddress_isRefused(String text) {
        assertThatThrownBy(() -> AddressRange.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("neither an IP address nor a CIDR block");
    }

    @Test
    void recordMadeByHand_isHeldToTheSameRules() {
        IpAddress network = IpAddress.parse("10.0.0.0");
        assertThat(new AddressRange(network, 8)).isEqualTo(AddressRange.parse("10.0.0.0/8"));
        assertThatThrownBy(() -> new AddressRange(network, 4)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AddressRange(network, 33)).hasMessageContaining("0 to 32");
        assertThatThrownBy(() -> new AddressRange(network, -1)).hasMessageContaining("0 to 32");
    }
}
