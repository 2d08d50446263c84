package io.keystile.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFormatSettingsTest {

    @ParameterizedTest
    @ValueSource(strings = {"d", "dd", "a1", "abcdefghijklmnop", "z0123456789"})
    void prefixOfLettersAndDigits_isTaken(String prefix) {
        KeyFormat format = KeyFormat.withPrefix(prefix);

        assertThat(format.prefix()).isEqualTo(prefix);
        assertThat(format.shapeOf(KeySamples.generator(1)
                        .next(format, Environment.SANDBOX)
                        .reveal()))
                .isEqualTo(KeyShape.SANDBOX);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1a", "D", "dD", "d_", "_d", "d-d", "d ", "é", "dé", "d٣", "abcdefghijklmnopq"})
    void anyOtherPrefix_isRefusedByName(String prefix) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyFormat.withPrefix(prefix))
                .withMessageContainingAll("key prefix", "\"" + prefix + "\"", "[a-z][a-z0-9]*", "16");
    }

    @Test
    void acceptingLegacy_leavesTheOriginalAsItWas() {
        KeyFormat strict = KeyFormat.withPrefix("dd");
        KeyFormat lenient = strict.acceptingLegacy(16);

        assertThat(strict.shapeOf("dd_0123456789abcdef")).isNull();
        assertThat(lenient.shapeOf("dd_0123456789abcdef")).isEqualTo(KeyShape.LEGACY);
        assertThat(lenient.length()).isEqualTo(strict.length());
    }

    @Test
    void toString_namesThePrefixesAndWhatElseIsTaken() {
        KeyFormat strict = KeyFormat.withPrefix("dd");
        KeyFormat lenient = KeyFormat.withPrefix("mdt").acceptingLegacy(16);

        assertThat(strict).hasToString("KeyFormat[dd]");
        assertThat(lenient).hasToString("KeyFormat[mdt, accepting legacy]");
        assertThat(KeyFormats.of(strict, lenient))
                .hasToString("KeyFormats[KeyFormat[dd], KeyFormat[mdt, accepting legacy]]");
    }

    @Test
    void formatsWithoutAny_areRefused() {
        assertThatIllegalArgumentException().isThrownBy(KeyFormats::of).withMessageContaining("at least one");
    }

    @Test
    void formatsWithTheSamePrefix_areRefused() {
        KeyFormat format = KeyFormat.withPrefix("dd");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyFormats.of(format, KeyFormat.withPrefix("x"), format.acceptingLegacy(16)))
                .withMessageContaining("\"dd\" given twice");
    }

    @Test
    void severalFormats_acceptAllAndIssueTheFirst() {
        KeyFormat first = KeyFormat.withPrefix("dd2");
        KeyFormats formats =
                KeyFormats.of(first, KeySamples.DD, KeyFormat.withPrefix("mdt").acceptingLegacy(16));

        assertThat(formats.issuing()).isSameAs(first);
        assertThat(formats.shapeOf(KeySamples.GOLDEN_SANDBOX)).isEqualTo(KeyShape.SANDBOX);
        assertThat(formats.shapeOf("mdt_0123456789abcdef")).isEqualTo(KeyShape.LEGACY);
        assertThat(formats.shapeOf("dd_0123456789abcdef")).isNull();
        assertThat(formats.parse("dd_0123456789abcdef")).isNull();
        assertThat(formats.parse(KeySamples.GOLDEN_LIVE)).isNotNull();
        assertThat(formats.resembles("mdt_?", 0, 5)).isTrue();
        assertThat(formats.resembles("dd2_?", 0, 5)).isTrue();
        assertThat(formats.resembles("dd3_?", 0, 5)).isFalse();
    }
}
