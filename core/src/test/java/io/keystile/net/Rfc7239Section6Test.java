package io.keystile.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Node identifiers of {@code Forwarded} (RFC 7239 §6). */
class Rfc7239Section6Test {
    private final ClientAddress behind = ClientAddress.behind("Forwarded", "10.0.0.0/8");

    @ParameterizedTest
    @CsvSource({
        "203.0.113.9, 203.0.113.9",
        "203.0.113.9:4711, 203.0.113.9",
        "203.0.113.9:_port-1.a, 203.0.113.9",
        "203.0.113.9:_azAZ09, 203.0.113.9",
        "203.0.113.9:65535, 203.0.113.9",
        "[2001:db8:1::9], 2001:db8:1::9",
        "[2001:DB8:1::9]:4711, 2001:db8:1::9",
        "[2001:db8:1::9]:_p, 2001:db8:1::9",
        "[::ffff:203.0.113.9], 203.0.113.9",
    })
    void quotedNode_isRead(String node, String address) {
        assertThat(behind.resolve("10.0.0.5", List.of("for=\"" + node + "\""), false))
                .hasToString(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " 203.0.113.9",
                "203.0.113.9 ",
                "2001:db8:1::9",
                "[203.0.113.9]",
                "[2001:db8:1::9",
                "2001:db8:1::9]",
                "[2001:db8:1::9]4711",
                "[[2001:db8:1::9]]",
                "[fe80::1%eth0]",
                "203.0.113.9:",
                "203.0.113.9:123456",
                "203.0.113.9:70000",
                "203.0.113.9:a",
                "203.0.113.9:_",
                "203.0.113.9:_a/b",
                "203.0.113.9:_a{b",
                "203.0.113.9:_a@b",
                "203.0.113.9:65536",
                "203.0.113.9:_\u00e9",
                "0.0.0.0",
                "[::]",
                "203.0.113.9,10.0.0.7",
                "203.0.113.9;x",
                "\\\"203.0.113.9\\\"",
                "203.0.113.9\\\\",
                "\uff12.0.0.1"
            })
    void brokenNode_isMalformed(String node) {
        assertThat(behind.resolve("10.0.0.5", List.of("for=198.51.100.66, for=\"" + node + "\""), false))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "Unknown", "_hidden", "_SEVKISEK", "\"_SEVKISEK:1234\"", "\"unknown:80\"", "_"})
    void unknownAndObfuscated_areNoAddress(String node) {
        assertThat(behind.resolve("10.0.0.5", List.of("for=198.51.100.66, for=" + node), false))
                .isNull();
        assertThat(behind.resolve("10.0.0.5", List.of("for=198.51.100.66, for=" + node + ", for=10.0.0.7"), false))
                .isNull();
    }
}
