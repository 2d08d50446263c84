package io.keystile.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFormatTest {
    private static final KeyFormat DD = KeySamples.DD;
    private static final KeyFormat MANDATE = KeyFormat.withPrefix("mandate2");

    @Test
    void keysWithAChecksumComputedElsewhere_areWellFormed() {
        assertThat(DD.shapeOf(KeySamples.GOLDEN_LIVE)).isEqualTo(KeyShape.LIVE);
        assertThat(DD.shapeOf(KeySamples.GOLDEN_SANDBOX)).isEqualTo(KeyShape.SANDBOX);
        assertThat(MANDATE.shapeOf(KeySamples.GOLDEN_LONG_PREFIX)).isEqualTo(KeyShape.LIVE);
    }

    @Test
    void checksumOfZero_isOneLikeAnother() {
        String key = KeySamples.GOLDEN_ZERO_CHECKSUM;
        String sealed = key.substring(0, key.length() - KeyFormat.CHECKSUM_LENGTH);

        assertThat(DD.shapeOf(key)).isEqualTo(KeyShape.LIVE);
        assertThat(DD.shapeOf(sealed + "000001")).isNull();
        assertThat(DD.shapeOf(sealed + "00000-")).isNull();
        assertThat(DD.shapeOf(sealed + "------")).isNull();
    }

    @Test
    void generatedKeys_areReadBackAsTheirEnvironment() {
        KeyGenerator generator = KeySamples.generator(1);
        for (int i = 0; i < 5_000; i++) {
            for (Environment environment : Environment.values()) {
                ApiKey key = generator.next(MANDATE, environment);
                KeyShape shape = Objects.requireNonNull(MANDATE.shapeOf(key.reveal()));
                assertThat(shape.environment()).isEqualTo(environment);
                assertThat(shape.isLegacy()).isFalse();
                assertThat(key.reveal()).hasSize(MANDATE.length());
                assertThat(MANDATE.parse(key.reveal())).isEqualTo(key);
            }
        }
    }

    @Test
    void secret_holdsAtLeast190Bits() {
        double bits = KeyFormat.SECRET_LENGTH * Math.log(62) / Math.log(2);

        assertThat(bits).isGreaterThanOrEqualTo(190);
        assertThat(DD.length()).isEqualTo("dd_live_".length() + 32 + 6).isEqualTo(KeySamples.GOLDEN_LIVE.length());
    }

    @Test
    void anyCharacterReplacedByAnyAsciiCharacter_isRefused() {
        for (String key : new String[] {KeySamples.GOLDEN_LIVE, KeySamples.GOLDEN_SANDBOX}) {
            for (int at = 0; at < key.length(); at++) {
                for (char c = 0; c < 128; c++) {
                    if (c != key.charAt(at)) {
                        assertThat(DD.shapeOf(replaced(key, at, c))).isNull();
                    }
                }
            }
        }
    }

    @Test
    void anyCharacterReplacedByOneWithTheSameLowByte_isRefused() {
        String key = KeySamples.GOLDEN_LIVE;
        for (int at = 0; at < key.length(); at++) {
            assertThat(DD.shapeOf(replaced(key, at, (char) (key.charAt(at) + 0x100))))
                    .isNull();
            assertThat(DD.shapeOf(replaced(key, at, (char) (key.charAt(at) + 0x80))))
                    .isNull();
            assertThat(DD.shapeOf(replaced(key, at, (char) (key.charAt(at) + 0xFF00))))
                    .isNull();
        }
    }

    @Test
    void neighboursSwapped_isRefused() {
        KeyGenerator generator = KeySamples.generator(2);
        for (int i = 0; i < 500; i++) {
            String key = generator.next(DD, Environment.LIVE).reveal();
            for (int at = 0; at + 1 < key.length(); at++) {
                if (key.charAt(at) != key.charAt(at + 1)) {
                    String swapped = replaced(replaced(key, at, key.charAt(at + 1)), at + 1, key.charAt(at));
                    assertThat(DD.shapeOf(swapped)).isNull();
                }
            }
        }
    }

    @Test
    void otherEnvironmentWrittenIn_isRefused() {
        assertThat(DD.shapeOf(KeySamples.GOLDEN_LIVE.replace("_live_", "_test_")))
                .isNull();
        assertThat(DD.shapeOf(KeySamples.GOLDEN_SANDBOX.replace("_test_", "_live_")))
                .isNull();
    }

    @Test
    void otherPrefix_isRefused() {
        assertThat(MANDATE.shapeOf(KeySamples.GOLDEN_LIVE)).isNull();
        assertThat(KeyFormat.withPrefix("d").shapeOf(KeySamples.GOLDEN_LIVE)).isNull();
        assertThat(KeyFormat.withPrefix("ddd").shapeOf(KeySamples.GOLDEN_LIVE)).isNull();
        assertThat(KeyFormat.withPrefix("ee").shapeOf(KeySamples.GOLDEN_LIVE)).isNull();
    }

    @Test
    void oneCharacterMoreOrLess_isRefused() {
        String key = KeySamples.GOLDEN_LIVE;

        assertThat(DD.shapeOf(key.substring(1))).isNull();
        assertThat(DD.shapeOf(key.substring(0, key.length() - 1))).isNull();
        for (char c : new char[] {'0', 'z', ' ', '\t', '\r', '\n', '\0', '_', '='}) {
            assertThat(DD.shapeOf(key + c)).isNull();
            assertThat(DD.shapeOf(c + key)).isNull();
        }
        for (int at = 0; at < key.length(); at++) {
            assertThat(DD.shapeOf(key.substring(0, at) + key.substring(at + 1))).isNull();
        }
    }

    @Test
    void checksumBeyond32Bits_isRefused() {
        // The same checksum plus 2^32 still fits into six digits for a small one: it must not wrap round.
        KeyGenerator generator = KeySamples.generator(3);
        for (int i = 0; i < 1_000; i++) {
            String key = generator.next(DD, Environment.LIVE).reveal();
            char[] digits = new char[6];
            Base62.write(Base62.read(key, key.length() - 6, key.length()) + (1L << 32), digits, 0, 6);
            assertThat(DD.shapeOf(key.substring(0, key.length() - 6) + String.valueOf(digits)))
                    .isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "d",
                "dd",
                "dd_",
                "dd_live",
                "dd_live_",
                "dd__",
                "_",
                "\0",
                "é",
                "dd_live_é",
                "\uD800",
                "Bearer x"
            })
    void fragments_areRefused(String garbage) {
        assertThat(DD.shapeOf(garbage)).isNull();
        assertThat(DD.acceptingLegacy(16).shapeOf(garbage)).isNull();
        assertThat(DD.parse(garbage)).isNull();
    }

    @Test
    void upperCase_isRefused() {
        assertThat(DD.shapeOf("DD_LIVE_" + KeySamples.GOLDEN_LIVE.substring(8))).isNull();
        assertThat(DD.acceptingLegacy(16).shapeOf("DD_LIVE_" + KeySamples.GOLDEN_LIVE.substring(8)))
                .isNull();
    }

    @Test
    void hugeAndRandomTexts_areRefused() {
        assertThat(DD.shapeOf(KeySamples.GOLDEN_LIVE + "0".repeat(65_536))).isNull();
        assertThat(DD.shapeOf("\0".repeat(65_536))).isNull();
        Random random = new Random(4);
        for (int i = 0; i < 20_000; i++) {
            String noise = KeySamples.letters(random, 38);
            assertThat(DD.shapeOf("dd_live_" + noise)).isNull();
            assertThat(DD.shapeOf(random.ints(46, 0, 0x10000)
                            .collect(StringBuilder::new, (b, c) -> b.append((char) c), StringBuilder::append)
                            .toString()))
                    .isNull();
        }
    }

    @Test
    void resembles_asksForThePrefixAndItsUnderscoreAlone() {
        assertThat(DD.resembles("dd_", 0, 3)).isTrue();
        assertThat(DD.resembles("Bearer dd_live_broken", 7, 21)).isTrue();
        assertThat(DD.resembles("dd_", 0, 2)).isFalse();
        assertThat(DD.resembles("dd", 0, 2)).isFalse();
        assertThat(DD.resembles("", 0, 0)).isFalse();
        assertThat(DD.resembles("ddx_live", 0, 8)).isFalse();
        assertThat(DD.resembles("DD_live", 0, 7)).isFalse();
        assertThat(DD.resembles(" dd_live", 0, 8)).isFalse();
    }

    private static String replaced(String key, int at, char c) {
        return key.substring(0, at) + c + key.substring(at + 1);
    }
}
