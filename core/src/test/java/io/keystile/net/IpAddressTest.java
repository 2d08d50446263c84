package io.keystile.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {
    @Test
    void mappedAddress_isTheIpv4Address() {
        IpAddress mapped = IpAddress.parse("::ffff:192.0.2.1");
        IpAddress plain = IpAddress.parse("192.0.2.1");
        assertThat(mapped).isEqualTo(plain).hasSameHashCodeAs(plain).isEqualByComparingTo(plain);
        assertThat(mapped.isV4()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"::192.0.2.1", "::ffff:0:192.0.2.1", "64:ff9b::192.0.2.1", "2002:c000:201::", "::fffe:c000:201"})
    void otherEmbeddings_stayIpv6(String text) {
        assertThat(IpAddress.parse(text).isV4()).isFalse();
        assertThat(IpAddress.parse(text)).isNotEqualTo(IpAddress.parse("192.0.2.1"));
    }

    @Test
    void order_isUnsigned() {
        List<IpAddress> ascending = Stream.of(
                        "::",
                        "::1",
                        "0.0.0.0",
                        "127.255.255.255",
                        "128.0.0.0",
                        "255.255.255.255",
                        "::1:0:0:0",
                        "7fff::",
                        "8000::",
                        "8000::8000:0:0:0",
                        "ffff::")
                .map(IpAddress::parse)
                .toList();
        assertThat(ascending).isSorted();
        assertThat(ascending.stream().sorted().toList()).isEqualTo(ascending);
    }

    @Test
    void canonicalText_readsBackAsTheSameAddress() {
        SplittableRandom random = new SplittableRandom(5952);
        for (int i = 0; i < 50_000; i++) {
            // sparse bits, so that runs of zeros of every length and place come up
            IpAddress address = IpAddress.v6(sparse(random), sparse(random));
            assertThat(IpAddress.tryParse(address.toString())).isEqualTo(address);
        }
    }

    private static long sparse(SplittableRandom random) {
        long bits = random.nextLong();
        for (int i = 0; i < 3; i++) {
            bits &= random.nextLong();
        }
        return bits;
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "2001:db8:0:0:0:0:0:7, 2001:db8::7",
        "[2001:db8:0:0:0:0:0:7], 2001:db8::7",
        "[::1], ::1",
        "[::ffff:192.0.2.1], 192.0.2.1",
        "fe80:0:0:0:0:0:0:1%eth0, fe80::1",
        "[fe80::1%2], fe80::1",
        "febf::1%br-0a.100, febf::1",
        "fe80::1%!~, fe80::1",
        "[ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255], ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    })
    void peerAsContainersReportIt_isRead(String peer, String canonical) {
        assertThat(IpAddress.tryParsePeer(peer)).hasToString(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "-",
                "unknown",
                "localhost",
                "[",
                "]",
                "[]",
                "[[::1]]",
                "[::1",
                "::1]",
                "[192.0.2.1]",
                "[::1]:80",
                "192.0.2.1:80",
                " 192.0.2.1",
                "192.0.2.1%eth0",
                "2001:db8::1%eth0",
                "fec0::1%eth0",
                "::1%0",
                "fe80::1%",
                "[fe80::1%]",
                "fe80::1%a%b",
                "fe80::1%a b",
                "fe80::1%\u00e9",
                "fe80::1%\u007f",
                "fe80::1%\u001f",
                "fe80::1%a/64",
                "fe80::1%eth0]",
                "%eth0",
                "::ffff:192.0.2.1%eth0",
                "/192.0.2.1"
            })
    void otherPeer_isNotKnown(String peer) {
        assertThat(IpAddress.tryParsePeer(peer)).isNull();
    }

    @Test
    void noPeer_isNotKnown() {
        assertThat(IpAddress.tryParsePeer(null)).isNull();
        assertThat(IpAddress.tryParsePeer("fe80::1%" + "a".repeat(64))).hasToString("fe80::1");
        assertThat(IpAddress.tryParsePeer("fe80::1%" + "a".repeat(65))).isNull();
    }

    @Test
    void equality_isByAddressAlone() {
        assertThat(IpAddress.parse("::1")).isNotEqualTo(IpAddress.parse("::2")).isNotEqualTo("::1");
        assertThat(IpAddress.parse("1::1")).isNotEqualTo(IpAddress.parse("::1"));
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.129, 32, 64, 192.0.2.129",
        "192.0.2.129, 24, 64, 192.0.2.0",
        "192.0.2.129, 0, 64, 0.0.0.0",
        "2001:db8:1:2:3:4:5:6, 32, 64, 2001:db8:1:2::",
        "2001:db8:1:2:3:4:5:6, 32, 128, 2001:db8:1:2:3:4:5:6",
        "2001:db8:1:2:3:4:5:6, 32, 96, 2001:db8:1:2:3:4::",
        "2001:db8:1:2:3:4:5:6, 32, 0, ::"
    })
    void network_isTheFirstAddressOfItsBlock(String address, int v4, int v6, String network) {
        assertThat(IpAddress.parse(address).network(v4, v6)).hasToString(network);
    }

    @Test
    void networkOfBitsThatThereAreNot_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IpAddress.parse("::1").network(33, 64));
    }
}
