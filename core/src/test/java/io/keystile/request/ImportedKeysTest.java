package io.keystile.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.credential.Plane;
import io.keystile.credential.PlaneSet;
import io.keystile.key.Environment;
import io.keystile.key.ImportedFormat;
import io.keystile.key.ImportedSamples;
import io.keystile.key.KeyFormat;
import io.keystile.key.KeyFormats;
import io.keystile.request.Presented.Kind;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What matches a configured format, an imported one too, is a key, and else a token. */
class ImportedKeysTest {
    private static final String KEY = "old_Ab3dEf7h.0123456789abcdefghijklmnopqrstuv";
    private static final String HEX = "0a".repeat(20);
    private static final PlaneSet PRINCIPAL = PlaneSet.of(Plane.PRINCIPAL);

    private final CredentialReader reader = new CredentialReader(
            Map.of(
                    Plane.CLIENT, List.of(Place.header("X-API-Key")),
                    Plane.PRINCIPAL, List.of(Place.header("X-API-Key"), Place.scheme("Bearer"))),
            KeyFormats.of(KeyFormat.withPrefix("dd")).importing(ImportedSamples.SLOW, ImportedSamples.FAST));

    @ParameterizedTest
    @ValueSource(strings = {KEY, "0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a"})
    void importedKey_isAKeyInEveryPlaceOfOne(String key) {
        for (FakeRequest request :
                List.of(get().with("X-API-Key", key), get().with("Authorization", "Bearer  " + key))) {
            PresentedKey presented = (PresentedKey) reader.read(request, PRINCIPAL, false);

            assertThat(presented.kind()).isEqualTo(Kind.KEY);
            assertThat(presented.value()).isEqualTo(key);
            ImportedFormat format = Objects.requireNonNull(presented.shape()).imported();
            assertThat(Objects.requireNonNull(format).environment()).isEqualTo(Environment.LIVE);
        }
    }

    @Test
    void whatMatchesNoFormat_isATokenBehindBearerAndMalformedElsewhere() {
        assertThat(kind(get().with("Authorization", "Bearer " + KEY + "0"), false))
                .isEqualTo(Kind.TOKEN);
        assertThat(kind(get().with("X-API-Key", KEY + "0"), false)).isEqualTo(Kind.MALFORMED);
    }

    @Test
    void importedKeyTwice_isSeveral() {
        assertThat(kind(get().with("X-API-Key", KEY).with("Authorization", "Bearer " + KEY), false))
                .isEqualTo(Kind.SEVERAL);
        assertThat(kind(get().with("X-API-Key", KEY).with("Authorization", "Basic " + HEX), true))
                .isEqualTo(Kind.SEVERAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic ", "Basic   ", "Token ", "", "Bearer", "bearer"})
    void importedKeyBehindAForeignScheme_countsOnSessionRoutesToo(String scheme) {
        assertThat(kind(get().with("Authorization", scheme + KEY), true)).isEqualTo(Kind.MISPLACED);
        assertThat(kind(get().with("Authorization", scheme + HEX), true)).isEqualTo(Kind.MISPLACED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Basic YWRtaW46YWRtaW4=",
                "Digest username=\"jo\", nonce=\"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a\"",
                "DPoP aaa.bbb.0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a",
                "Basic 0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0",
                ""
            })
    void foreignSchemeWithoutAKey_isTheApplicationsOwn(String line) {
        assertThat(kind(get().with("Authorization", line), true)).isEqualTo(Kind.NONE);
    }

    private Kind kind(FakeRequest request, boolean sessions) {
        return reader.read(request, PRINCIPAL, sessions).kind();
    }

    private static FakeRequest get() {
        return FakeRequest.of("GET", "/");
    }
}
