package io.keystile.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImportedFormatTest {
    private static final String KEY = "old_Ab3dEf7h.0123456789abcdefghijklmnopqrstuv";
    private static final ImportedFormat SLOW = ImportedSamples.SLOW;

    private final KeyFormats formats = KeyFormats.of(KeySamples.DD.acceptingLegacy(16))
            .importing(
                    SLOW,
                    ImportedSamples.FAST,
                    ImportedSamples.slow("box", Environment.SANDBOX)
                            .slowHashes(ImportedSamples.CHEAP)
                            .build());

    @Test
    void key_hasItsFormatsShape() {
        KeyShape shape = Objects.requireNonNull(formats.shapeOf(KEY));

        assertThat(shape.imported()).isSameAs(SLOW);
        assertThat(shape.environment()).isEqualTo(Environment.LIVE);
        assertThat(shape.isLegacy()).isFalse();
        assertThat(Objects.requireNonNull(formats.shapeOf("box" + KEY.substring(3)))
                        .environment())
                .isEqualTo(Environment.SANDBOX);
        assertThat(Objects.requireNonNull(formats.shapeOf("0a".repeat(20))).imported())
                .isSameAs(ImportedSamples.FAST);
    }

    @Test
    void ownKeys_keepTheirShapes() {
        assertThat(formats.shapeOf(KeySamples.GOLDEN_LIVE)).isSameAs(KeyShape.LIVE);
        assertThat(formats.shapeOf("dd_0123456789abcdef")).isSameAs(KeyShape.LEGACY);
        assertThat(KeyShape.LIVE.imported()).isNull();
    }

    @Test
    void everyBrokenKey_hasNone() {
        for (int at = 0; at < KEY.length(); at++) {
            assertThat(formats.shapeOf(KEY.substring(0, at) + KEY.substring(at + 1)))
                    .isNull();
            assertThat(formats.shapeOf(KEY.substring(0, at) + '~' + KEY.substring(at + 1)))
                    .isNull();
            assertThat(formats.shapeOf(KEY.substring(0, at) + (char) (KEY.charAt(at) + 0x100) + KEY.substring(at + 1)))
                    .isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "old_", "OLD_Ab3dEf7h.0123456789abcdefghijklmnopqrstuv", "old_Ab3dEf7h.", "\0", "0A"})
    void garbage_hasNone(String text) {
        assertThat(formats.shapeOf(text)).isNull();
        assertThat(formats.shapeOf(KEY + text + ' ')).isNull();
        assertThat(formats.shapeOf(' ' + KEY + text)).isNull();
    }

    @Test
    void hugeText_hasNone() {
        assertThat(formats.shapeOf(KEY + "0".repeat(65_536))).isNull();
        assertThat(formats.shapeOf("0".repeat(65_536))).isNull();
    }

    @Test
    void variableLengths_areExactAtBothEnds() {
        ImportedFormat variable = ImportedFormat.named("v", Environment.LIVE)
                .literal("v-")
                .secret(ImportedFormat.HEX, 16, 18)
                .literal("-")
                .secret(ImportedFormat.HEX, 2, 3)
                .build();

        assertThat(variable.matches("v-" + "0".repeat(15) + "-ab")).isFalse();
        assertThat(variable.matches("v-" + "0".repeat(16) + "-ab")).isTrue();
        assertThat(variable.matches("v-" + "0".repeat(18) + "-abc")).isTrue();
        assertThat(variable.matches("v-" + "0".repeat(19) + "-abc")).isFalse();
        assertThat(variable.matches("v-" + "0".repeat(18) + "-a")).isFalse();
        assertThat(variable.matches("v-" + "0".repeat(18) + "-abcd")).isFalse();
    }

    @Test
    void lookUpHash_isOfNameAndIdAlone() {
        KeyHash hash = SLOW.lookUpHashOf(KEY);

        assertThat(SLOW.lookUpHashOf("old_Ab3dEf7h." + "z".repeat(32))).isEqualTo(hash);
        assertThat(SLOW.lookUpHashOfId("Ab3dEf7h")).isEqualTo(hash);
        assertThat(SLOW.lookUpHashOf("old_Ab3dEf7i.0123456789abcdefghijklmnopqrstuv"))
                .isNotEqualTo(hash);
        assertThat(ImportedSamples.slow("other", Environment.LIVE)
                        .slowHashes(ImportedSamples.CHEAP)
                        .build()
                        .lookUpHashOfId("Ab3dEf7h"))
                .isNotEqualTo(hash);
    }

    @Test
    void lookUpHash_isThatOfNoTextThatAKeyCanBe() {
        assertThat(SLOW.lookUpHashOf(KEY)).isEqualTo(KeyHash.of("old\0Ab3dEf7h"));
        assertThat(formats.shapeOf("old\0Ab3dEf7h")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Ab3dEf7", "Ab3dEf7hh", "Ab3dEf7.", "old_Ab3dEf7h"})
    void noId_hasNoLookUpHash(String id) {
        assertThat(SLOW.lookUpHashOfId(id)).isNull();
        assertThat(ImportedSamples.FAST.lookUpHashOfId(id)).isNull();
    }

    @Test
    void entropy_isEnoughFrom128BitsOn() {
        assertThat(ImportedSamples.slow("a", Environment.LIVE)
                        .slowHashes(ImportedSamples.CHEAP)
                        .declaringEntropy(127)
                        .build()
                        .affordsFastHash())
                .isFalse();
        assertThat(ImportedSamples.slow("a", Environment.LIVE)
                        .slowHashes(ImportedSamples.CHEAP)
                        .declaringEntropy(128)
                        .build()
                        .affordsFastHash())
                .isTrue();
        assertThat(ImportedSamples.slow("a", Environment.LIVE)
                        .slowHashes(ImportedSamples.CHEAP)
                        .build()
                        .affordsFastHash())
                .isFalse();
    }

    @Test
    void hint_showsTheHeadAndFourCharactersAtMost() {
        assertThat(Objects.requireNonNull(formats.parse(KEY)).hint()).isEqualTo("old_…stuv");
        assertThat(Objects.requireNonNull(formats.parse(KEY))).hasToString("ApiKey[old_…stuv]");
        assertThat(Objects.requireNonNull(formats.parse("0a".repeat(20))).hint())
                .isEqualTo("…0a0a");
        assertThat(SLOW.hint()).isEqualTo("old_…");
        assertThat(Objects.requireNonNull(formats.parse(KeySamples.GOLDEN_LIVE)).hint())
                .startsWith("dd_live_…");
    }

    @Test
    void shortSecretsHint_showsNoneOfIt() {
        ImportedFormat weak = ImportedFormat.named("weak", Environment.LIVE)
                .lookUpId(ImportedFormat.HEX, 4)
                .literal(":")
                .secret(ImportedFormat.HEX, 8)
                .slowHashes(ImportedSamples.CHEAP)
                .build();

        assertThat(Objects.requireNonNull(
                                KeyFormats.of(KeySamples.DD).importing(weak).parse("0123:89abcdef"))
                        .hint())
                .isEqualTo("…");
    }

    @Test
    void text_namesFormatsAndNoKey() {
        assertThat(formats)
                .hasToString(
                        "KeyFormats[KeyFormat[dd, accepting legacy], ImportedFormat[old, LIVE], ImportedFormat[hex, LIVE],"
                                + " ImportedFormat[box, SANDBOX]]");
        assertThat(formats.shapeOf(KEY)).hasToString("IMPORTED old");
    }
}
