package io.keystile.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressTest {
    private static final String CALLER = "203.0.113.9";
    private static final String FORGED = "198.51.100.66";

    private final ClientAddress behind = ClientAddress.behind("x-forwarded-for", "10.0.0.0/8", "2001:db8:ffff::/48");

    @Test
    void peer_isThePeerAndReadsNoHeader() {
        ClientAddress peer = ClientAddress.peer();
        assertThat(peer.header()).isNull();
        assertThat(peer.resolve(CALLER, List.of(FORGED), false)).hasToString(CALLER);
        assertThat(peer.resolve("[2001:db8:0:0::1]", List.of(), false)).hasToString("2001:db8::1");
    }

    @Test
    void rewriterAhead_leavesOnlyTheContainersWord() {
        assertThat(ClientAddress.peer().resolve(CALLER, List.of(), true)).isNull();
        assertThat(behind.resolve(CALLER, List.of(), true)).isNull();
        assertThat(behind.resolve("10.0.0.5", List.of(CALLER), true)).isNull();
        assertThat(ClientAddress.resolvedByContainer().resolve(CALLER, List.of(), true))
                .hasToString(CALLER);
        assertThat(ClientAddress.resolvedByContainer().resolve(CALLER, List.of(), false))
                .hasToString(CALLER);
        assertThat(ClientAddress.resolvedByContainer().header()).isNull();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "@", "unknown", "localhost", "10.0.0.5:1234", "127.1"})
    void peerThatIsNoAddress_isNotKnown(String peer) {
        assertThat(behind.resolve(peer, List.of(CALLER), false)).isNull();
        assertThat(ClientAddress.peer().resolve(peer, List.of(), false)).isNull();
        assertThat(ClientAddress.resolvedByContainer().resolve(peer, List.of(), false))
                .isNull();
    }

    @Test
    void untrustedPeer_isTheClientWhateverTheHeaderSays() {
        assertThat(behind.resolve(CALLER, List.of(FORGED), false)).hasToString(CALLER);
        assertThat(behind.resolve(CALLER, List.of("10.0.0.5"), false)).hasToString(CALLER);
        assertThat(behind.resolve(CALLER, List.of("\0,"), false)).hasToString(CALLER);
        assertThat(behind.resolve(CALLER, List.of(), false)).hasToString(CALLER);
    }

    @Test
    void trustedPeerWithoutTheHeader_isNotKnown() {
        assertThat(behind.resolve("10.0.0.5", List.of(), false)).isNull();
        assertThat(behind.resolve("10.0.0.5", List.of(""), false)).isNull();
    }

    @Test
    void proxiesAreMatchedAcrossForms() {
        assertThat(behind.resolve("::ffff:10.0.0.5", List.of(CALLER), false)).hasToString(CALLER);
        assertThat(behind.resolve("[2001:db8:ffff:0:0:0:0:1]", List.of(CALLER + ",::ffff:a00:7"), false))
                .hasToString(CALLER);
        assertThat(ClientAddress.behind("Forwarded", "fe80::/10")
                        .resolve("fe80:0:0:0:0:0:0:1%eth0", List.of("for=" + CALLER), false))
                .hasToString(CALLER);
    }

    @Test
    void firstUntrustedFromTheRight_isTheClient() {
        assertThat(resolve(FORGED + ", " + CALLER)).isEqualTo(CALLER);
        assertThat(resolve(FORGED + ", 10.0.0.8, " + CALLER + ", 10.0.0.7")).isEqualTo(CALLER);
        assertThat(resolve(CALLER + ", 10.0.0.7, 2001:db8:ffff::1,10.0.0.6")).isEqualTo(CALLER);
    }

    @Test
    void severalLines_areOneList() {
        assertThat(resolve(FORGED, CALLER)).isEqualTo(CALLER);
        assertThat(resolve(FORGED, CALLER, "10.0.0.7")).isEqualTo(CALLER);
        assertThat(resolve(FORGED, CALLER + ", 10.0.0.8", "10.0.0.7,10.0.0.6")).isEqualTo(CALLER);
        assertThat(resolve(FORGED + ",", CALLER)).isEqualTo(CALLER);
        assertThat(resolve(CALLER, "")).isEqualTo("not known");
    }

    @Test
    void allTrusted_isTheLeftmost() {
        assertThat(resolve("10.0.0.7")).isEqualTo("10.0.0.7");
        assertThat(resolve("10.0.0.8, 10.0.0.7", "10.0.0.6")).isEqualTo("10.0.0.8");
    }

    @Test
    void nearestProxyAlone_makesTheNextOneTheClient() {
        ClientAddress nearest = ClientAddress.behind("X-Forwarded-For", "10.0.0.5");
        assertThat(nearest.resolve("10.0.0.5", List.of(CALLER + ", 10.0.0.7"), false))
                .hasToString("10.0.0.7");
    }

    @Test
    void malformedHopBeforeTheClient_isNeverSteppedOver() {
        assertThat(resolve(FORGED + ", unknown, 10.0.0.7")).isEqualTo("not known");
        assertThat(resolve(FORGED + ",,10.0.0.7")).isEqualTo("not known");
        assertThat(resolve("unknown, 10.0.0.7")).isEqualTo("not known");
        assertThat(resolve(", 10.0.0.7")).isEqualTo("not known");
    }

    @Test
    void malformedHopBeyondTheClient_isNotRead() {
        assertThat(resolve("<script>\0,,unknown," + CALLER)).isEqualTo(CALLER);
        assertThat(resolve("\"", CALLER)).isEqualTo(CALLER);
    }

    @Test
    void header_isOneOfTwoByItsOwnSpelling() {
        assertThat(behind.header()).isEqualTo("X-Forwarded-For");
        assertThat(ClientAddress.behind("FORWARDED", "::1").header()).isEqualTo("Forwarded");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "X-Real-IP", "CF-Connecting-IP", "X-Forwarded-For ", "X_Forwarded_For", "X-Forwarded"})
    void otherHeader_isAConfigurationError(String header) {
        assertThatThrownBy(() -> ClientAddress.behind(header, "10.0.0.0/8"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + header + "'")
                .hasMessageContaining("allowed are X-Forwarded-For and Forwarded");
    }

    @Test
    void badOrMissingProxies_areAConfigurationError() {
        assertThatThrownBy(() -> ClientAddress.behind("Forwarded", "10.0.0.0/8", "proxy.internal"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("client address behind proxies: address entry [1]: 'proxy.internal'");
        assertThatThrownBy(() -> ClientAddress.behind("Forwarded"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no proxies");
        assertThatThrownBy(() -> ClientAddress.behind("Forwarded", AddressRanges.none()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no proxies");
    }

    @Test
    void text_saysWhatIsConfigured() {
        assertThat(behind).hasToString("behind X-Forwarded-For of [10.0.0.0/8, 2001:db8:ffff::/48]");
        assertThat(ClientAddress.peer()).hasToString("peer");
        assertThat(ClientAddress.resolvedByContainer()).hasToString("resolved by the container");
    }

    private String resolve(String... lines) {
        IpAddress client = behind.resolve("10.0.0.5", List.of(lines), false);
        return client == null ? "not known" : client.toString();
    }

    @Test
    void proxiesAsASet_areThoseOfTheirTexts() {
        ClientAddress bySet = ClientAddress.behind("X-Forwarded-For", AddressRanges.of("10.0.0.0/8"));

        assertThat(bySet.resolve("10.0.0.5", List.of(CALLER), false)).hasToString(CALLER);
        assertThat(bySet).hasToString("behind X-Forwarded-For of [10.0.0.0/8]");
    }
}
