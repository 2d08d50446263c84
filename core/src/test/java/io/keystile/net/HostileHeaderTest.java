package io.keystile.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers of 64 KiB made to cost time. The deadline is far above what is needed: it tells linear from quadratic. */
@Timeout(60)
class HostileHeaderTest {
    private static final int LENGTH = 64 * 1024;
    private static final String PROXY = "10.0.0.5";

    private final ClientAddress xForwardedFor = ClientAddress.behind("X-Forwarded-For", "10.0.0.0/8");
    private final ClientAddress forwarded = ClientAddress.behind("Forwarded", "10.0.0.0/8");

    @ParameterizedTest
    @ValueSource(
            strings = {
                ",",
                ";",
                "\"",
                "\\",
                "=",
                " ",
                "\t",
                "[",
                "]",
                ":",
                ".",
                "0",
                "1",
                "\0",
                "\u0661",
                "\u00e9",
                "for=",
                "for=,",
                "for=\"",
                "for=\"\\",
                "for=\"\",",
                "for=\"\";",
                "\\\"",
                "a=b;",
                "a=b,",
                ", ",
                "1.",
                "::",
                "f:",
                "%",
                "[::",
                "_",
                "for=\"\\1\",",
                "for=unknown,",
                "unknown,",
                "10.0.0.7:"
            })
    void unitRepeated_resolvesNothing(String unit) {
        String line = unit.repeat(LENGTH / unit.length());
        for (int i = 0; i < 200; i++) {
            assertThat(xForwardedFor.resolve(PROXY, List.of(line), false)).isNull();
            assertThat(forwarded.resolve(PROXY, List.of(line), false)).isNull();
            assertThat(forwarded.resolve(PROXY, List.of("for=\"" + line), false))
                    .isNull();
        }
        assertThat(IpAddress.tryParse(line)).isNull();
        assertThat(IpAddress.tryParsePeer(line)).isNull();
    }

    @Test
    void endlessChainOfProxies_isWalkedToItsEnd() {
        String hops = "10.0.0.7,".repeat(LENGTH / 9) + "10.0.0.6";
        assertThat(xForwardedFor.resolve(PROXY, List.of("203.0.113.9," + hops), false))
                .hasToString("203.0.113.9");
        assertThat(xForwardedFor.resolve(PROXY, List.of("," + hops), false)).isNull();
        String elements = "for=\"10.0.0.7\",".repeat(LENGTH / 15) + "for=10.0.0.6";
        assertThat(forwarded.resolve(PROXY, List.of("for=203.0.113.9," + elements), false))
                .hasToString("203.0.113.9");
        assertThat(forwarded.resolve(PROXY, List.of("," + elements), false)).isNull();
    }

    @Test
    void manyLines_areWalkedToTheirEnd() {
        List<String> lines = Collections.nCopies(LENGTH, "10.0.0.7");
        assertThat(xForwardedFor.resolve(PROXY, lines, false)).hasToString("10.0.0.7");
        assertThat(xForwardedFor.resolve(PROXY, Collections.nCopies(LENGTH, ""), false))
                .isNull();
    }

    @Test
    void longNames_areComparedWithinBounds() {
        String name = "a".repeat(4000);
        StringBuilder line = new StringBuilder("for=203.0.113.9");
        for (char c = 'a'; c < 'p'; c++) {
            line.append(';').append(name).append(c).append("=x");
        }
        assertThat(forwarded.resolve(PROXY, List.of(line.toString()), false)).hasToString("203.0.113.9");
        assertThat(forwarded.resolve(PROXY, List.of(line + ";" + name.toUpperCase(Locale.ROOT) + "A=y"), false))
                .isNull();
    }

    @Test
    void noise_neverThrowsAndNeverNamesWhatIsNotInIt() {
        SplittableRandom random = new SplittableRandom(7239);
        String alphabet = "for=FOR=;,\"\\ \t[]:._10.0.0.7203.0.113.9unknown\0\u00e9\u0661";
        for (int i = 0; i < 200_000; i++) {
            StringBuilder noise = new StringBuilder();
            for (int n = random.nextInt(24); n > 0; n--) {
                noise.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            // a caller's words, then what its proxy appends: the walk must not get past the proxy's
            String line = noise.toString();
            assertThat(xForwardedFor.resolve(PROXY, List.of(line + ",203.0.113.9"), false))
                    .hasToString("203.0.113.9");
            assertThat(forwarded.resolve(PROXY, List.of(line, "for=203.0.113.9"), false))
                    .hasToString("203.0.113.9");
            IpAddress joined = forwarded.resolve(PROXY, List.of(line + ",for=203.0.113.9"), false);
            assertThat(joined == null ? "203.0.113.9" : joined.toString()).isEqualTo("203.0.113.9");
            assertThat(line.indexOf('"') >= 0 || joined != null).isTrue();
        }
    }
}
