package io.keystile.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LegacyFormTest {
    private static final KeyFormat MDT = KeyFormat.withPrefix("mdt").acceptingLegacy(20);

    @Test
    void legacyKey_isProduction() {
        KeyShape shape = MDT.shapeOf("mdt_0123456789abcdefWXYZ");

        assertThat(shape).isEqualTo(KeyShape.LEGACY);
        assertThat(KeyShape.LEGACY.environment()).isEqualTo(Environment.LIVE);
        assertThat(KeyShape.LEGACY.isLegacy()).isTrue();
    }

    @Test
    void secretLength_isBoundAtBothEnds() {
        assertThat(MDT.shapeOf("mdt_" + "a".repeat(19))).isNull();
        assertThat(MDT.shapeOf("mdt_" + "a".repeat(20))).isEqualTo(KeyShape.LEGACY);
        assertThat(MDT.shapeOf("mdt_" + "a".repeat(128))).isEqualTo(KeyShape.LEGACY);
        assertThat(MDT.shapeOf("mdt_" + "a".repeat(129))).isNull();
        assertThat(MDT.shapeOf("mdt_" + "a".repeat(65_536))).isNull();
    }

    @Test
    void secretAsLongAsACanonicalKey_isStillLegacy() {
        assertThat(MDT.shapeOf("mdt_" + "a".repeat(MDT.length() - 4))).isEqualTo(KeyShape.LEGACY);
    }

    @Test
    void canonicalKeyWithAWrongChecksum_isNeverReadAsLegacy() {
        KeyFormat lenient = KeySamples.DD.acceptingLegacy(new LegacyForm("0123456789abcdefXYZ-.~+/=live", 16, 1024));
        String key = KeySamples.GOLDEN_SANDBOX;
        for (int at = 0; at < key.length(); at++) {
            for (int i = 0; i < KeySamples.ALPHABET.length(); i++) {
                char c = KeySamples.ALPHABET.charAt(i);
                boolean keepsBothUnderscores = key.charAt(at) != '_';
                if (c != key.charAt(at) && keepsBothUnderscores) {
                    String broken = key.substring(0, at) + c + key.substring(at + 1);
                    assertThat(lenient.shapeOf(broken)).isNull();
                    assertThat(lenient.acceptingLegacy(16).shapeOf(broken)).isNull();
                }
            }
        }
        assertThat(lenient.shapeOf(KeySamples.GOLDEN_LIVE)).isEqualTo(KeyShape.LIVE);
        assertThat(lenient.shapeOf(KeySamples.GOLDEN_LIVE + "0")).isNull();
    }

    @Test
    void characterOutsideTheAlphabet_isRefused() {
        KeyFormat hex = KeyFormat.withPrefix("mdt").acceptingLegacy(new LegacyForm("0123456789abcdef", 32, 32));
        String key = "mdt_0123456789abcdef0123456789abcdef";

        assertThat(hex.shapeOf(key)).isEqualTo(KeyShape.LEGACY);
        for (char c : new char[] {'g', 'A', '_', '-', ' ', '\0', '\u0130', '\u0161', 'é'}) {
            assertThat(hex.shapeOf(key.replace('7', c))).isNull();
        }
    }

    @Test
    void punctuationOfToken68_canBeAllowed() {
        KeyFormat base64 =
                KeyFormat.withPrefix("mdt").acceptingLegacy(new LegacyForm(LegacyForm.ALPHANUMERIC + "+/=-.~", 16, 64));

        assertThat(base64.shapeOf("mdt_ab+/=-.~0123456789")).isEqualTo(KeyShape.LEGACY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"_", "abc_", " ", "a,b", "a;b", "a\"", "é", "\0", "%"})
    void alphabetThatNoHeaderOrOtherFormCouldBear_isRefusedByName(String alphabet) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LegacyForm(alphabet, 16, 64))
                .withMessageContaining("legacy alphabet");
    }

    @Test
    void emptyAlphabet_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new LegacyForm("", 16, 64));
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 1, 15, 1025, Integer.MAX_VALUE})
    void minimumOutsideItsRange_isRefusedByName(int minLength) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeySamples.DD.acceptingLegacy(minLength))
                .withMessageContainingAll("legacy minimum length", String.valueOf(minLength), "16 to 1024");
    }

    @Test
    void bothEndsOfTheRange_areTaken() {
        assertThat(new LegacyForm("ab", 16, 16).minLength()).isEqualTo(16);
        assertThat(new LegacyForm("ab", 1024, 1024).maxLength()).isEqualTo(1024);
        assertThat(LegacyForm.alphanumeric(1024).maxLength()).isEqualTo(1024);
        assertThatIllegalArgumentException().isThrownBy(() -> new LegacyForm("ab", 16, 1025));
    }

    @Test
    void maximumBelowTheMinimum_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LegacyForm("ab", 32, 31))
                .withMessageContaining("legacy maximum length");
    }

    @Test
    void minimumAboveTheUsualMaximum_raisesIt() {
        assertThat(LegacyForm.alphanumeric(200).maxLength()).isEqualTo(200);
        assertThat(LegacyForm.alphanumeric(20).maxLength()).isEqualTo(128);
    }
}
