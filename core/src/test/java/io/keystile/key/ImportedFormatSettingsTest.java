package io.keystile.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImportedFormatSettingsTest {
    private static final SlowHashCost CHEAP = ImportedSamples.CHEAP;

    @ParameterizedTest
    @ValueSource(strings = {"", "Old", "-old", "o ld", "old\n", "öld"})
    void badName_isRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImportedFormat.named(name, Environment.LIVE))
                .withMessageContaining("[a-z0-9][a-z0-9._-]*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\tb", "\0", "\u007f", "ä"})
    void pieceBeyondVisibleAscii_isRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> begun().literal(text))
                .withMessageContaining("piece");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> begun().secret(text, 32))
                .withMessageContaining("piece");
    }

    @Test
    void badLengths_areRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> begun().secret(ImportedFormat.HEX, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> begun().secret(ImportedFormat.HEX, 20, 19));
        assertThatIllegalArgumentException().isThrownBy(() -> begun().secret(ImportedFormat.HEX, 20, 1025));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> begun().secret(ImportedFormat.HEX, 1000)
                        .secret(ImportedFormat.HEX, 25)
                        .build())
                .withMessageContaining("1025");
    }

    @Test
    void tooShortASecret_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        begun().literal("sk_").secret(ImportedFormat.HEX, 15).build())
                .withMessageContaining("15");
        assertThatIllegalArgumentException().isThrownBy(() -> begun().build());
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        withId().secret(ImportedFormat.HEX, 7).slowHashes(CHEAP).build());
        assertThatCode(() ->
                        withId().secret(ImportedFormat.HEX, 8).slowHashes(CHEAP).build())
                .doesNotThrowAnyException();
    }

    @Test
    void variablePieceThatMayGoOn_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        begun().secret(ImportedFormat.HEX, 16, 20).literal("a").build())
                .withMessageContaining("piece 1");
        assertThatCode(() ->
                        begun().secret(ImportedFormat.HEX, 16, 20).literal("-").build())
                .doesNotThrowAnyException();
    }

    @Test
    void entropyThatDoesNotFit_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> begun().secret(ImportedFormat.HEX, 32)
                        .declaringEntropy(129)
                        .build())
                .withMessageContaining("129")
                .withMessageContaining("128");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> begun().secret(ImportedFormat.HEX, 32)
                        .declaringEntropy(-1)
                        .build());
        assertThatCode(() -> begun().secret(ImportedFormat.HEX, 32)
                        .declaringEntropy(128)
                        .build())
                .doesNotThrowAnyException();
        // The look-up id is no secret: it holds none.
        assertThatIllegalArgumentException()
                .isThrownBy(() -> withId().secret(ImportedFormat.HEX, 31)
                        .slowHashes(CHEAP)
                        .declaringEntropy(128)
                        .build());
    }

    @Test
    void idAndSlowHashes_comeTogether() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> withId().secret(ImportedFormat.HEX, 32).build())
                .withMessageContaining("come together");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        begun().secret(ImportedFormat.HEX, 32).slowHashes(CHEAP).build())
                .withMessageContaining("come together");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> withId().lookUpId(ImportedFormat.HEX, 4))
                .withMessageContaining("twice");
    }

    @Test
    void keysThatBcryptCanNotTellApart_areRefused() {
        assertThatCode(() -> withId().secret(ImportedFormat.HEX, 63)
                        .slowHashes(CHEAP)
                        .build())
                .doesNotThrowAnyException();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> withId().secret(ImportedFormat.HEX, 64)
                        .slowHashes(CHEAP)
                        .build())
                .withMessageContaining("73 characters")
                .withMessageContaining("72nd");
        assertThatCode(() -> withId().secret(ImportedFormat.HEX, 64)
                        .slowHashes(new SlowHashCost.Argon2id(8, 1, 1))
                        .build())
                .doesNotThrowAnyException();
    }

    @Test
    void manyCosts_areRefused() {
        SlowHashCost[] five = {CHEAP, CHEAP, CHEAP, CHEAP, CHEAP};

        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        withId().secret(ImportedFormat.HEX, 32).slowHashes(five).build())
                .withMessageContaining("5 costs");
        assertThat(withId().secret(ImportedFormat.HEX, 32)
                        .slowHashes(CHEAP, CHEAP)
                        .build()
                        .slowHashes())
                .containsExactly(CHEAP);
    }

    @Test
    void formatsThatReadOneTextInTwoWays_areRefused() {
        ImportedFormat hex = ImportedSamples.FAST;
        ImportedFormat alphanumeric = ImportedFormat.named("alphanumeric", Environment.SANDBOX)
                .secret(ImportedFormat.ALPHANUMERIC, 20, 60)
                .build();

        refused("imported format alphanumeric: could not be told from hex;", hex, alphanumeric);
        refused(
                "\"hex\" given twice",
                hex,
                ImportedFormat.named("hex", Environment.LIVE).secret("!", 16).build());
    }

    @Test
    void formatOfKeysLikeOurs_isRefused() {
        refused("prefix dd", of(begun().literal("dd_live_").secret(ImportedFormat.ALPHANUMERIC, 38)));
        refused("prefix dd", of(begun().literal("dd_").secret(ImportedFormat.ALPHANUMERIC + "_", 43)));
        refused("prefix dd", of(begun().literal("dd_").secret(ImportedFormat.HEX, 128)));
        assertThatCode(() -> own().importing(of(begun().literal("dd_live_").secret(ImportedFormat.ALPHANUMERIC, 37))))
                .doesNotThrowAnyException();
        assertThatCode(() -> own().importing(of(begun().literal("dd_").secret(ImportedFormat.HEX, 129))))
                .doesNotThrowAnyException();
    }

    @Test
    void formatOfWhatMayBeAToken_isRefused() {
        refused("JWTs", of(begun().secret(ImportedFormat.BASE64URL + ".", 16, 1000)));
        refused("JWTs", of(begun().literal("eyJ").secret(ImportedFormat.BASE64URL + ".", 200)));
        assertThatCode(() -> own().importing(of(begun().secret(ImportedFormat.ALPHANUMERIC + "-", 16, 1000))))
                .doesNotThrowAnyException();
    }

    private static KeyFormats own() {
        return KeyFormats.of(KeySamples.DD.acceptingLegacy(16));
    }

    private static void refused(String message, ImportedFormat... formats) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> own().importing(formats))
                .withMessageContaining(message);
    }

    private static ImportedFormat of(ImportedFormatBuilder builder) {
        return builder.build();
    }

    private static ImportedFormatBuilder begun() {
        return ImportedFormat.named("x", Environment.LIVE);
    }

    private static ImportedFormatBuilder withId() {
        return begun().lookUpId(ImportedFormat.HEX, 8).literal(".");
    }
}
