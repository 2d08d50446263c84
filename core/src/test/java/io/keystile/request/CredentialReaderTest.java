package io.keystile.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.credential.Plane;
import io.keystile.credential.PlaneSet;
import io.keystile.key.Environment;
import io.keystile.key.KeyFormat;
import io.keystile.key.KeyFormats;
import io.keystile.key.KeyGenerator;
import io.keystile.key.KeyShape;
import io.keystile.request.Presented.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CredentialReaderTest {
    private static final KeyFormat FORMAT = KeyFormat.withPrefix("dd").acceptingLegacy(24);
    private static final String KEY =
            new KeyGenerator().next(FORMAT, Environment.LIVE).reveal();
    private static final String LEGACY = "dd_" + "a1B2".repeat(8);
    private static final String TOKEN = "eyJh.eyJp.c2ln";
    private static final PlaneSet PRINCIPAL = PlaneSet.of(Plane.PRINCIPAL);
    private static final PlaneSet CLIENT = PlaneSet.of(Plane.CLIENT);
    private static final PlaneSet ADMIN = PlaneSet.of(Plane.ADMIN);

    private final CredentialReader reader = new CredentialReader(
            Map.of(
                    Plane.CLIENT, List.of(Place.header("X-API-Key")),
                    Plane.PRINCIPAL, List.of(Place.header("X-API-Key"), Place.scheme("Bearer")),
                    Plane.ADMIN, List.of(Place.header("X-Admin-Key"))),
            KeyFormats.of(FORMAT));

    private static FakeRequest get() {
        return FakeRequest.of("GET", "/");
    }

    private Presented read(FakeRequest request) {
        return reader.read(request, PRINCIPAL, false);
    }

    @Test
    void nothing_isNone() {
        assertThat(read(get()).kind()).isEqualTo(Kind.NONE);
    }

    @Test
    void keyInItsHeader_isAKeyOfEveryPlaneThatHasThePlace() {
        PresentedKey presented = (PresentedKey) read(get().with("x-api-key", KEY));
        assertThat(presented.kind()).isEqualTo(Kind.KEY);
        assertThat(presented.value()).isEqualTo(KEY);
        assertThat(presented.shape()).isEqualTo(KeyShape.LIVE);
        assertThat(presented.planes()).containsExactlyInAnyOrder(Plane.CLIENT, Plane.PRINCIPAL);
    }

    @Test
    void legacyKey_isAKey() {
        assertThat(((PresentedKey) read(get().with("X-API-Key", LEGACY))).shape())
                .isEqualTo(KeyShape.LEGACY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "bearer ", "BEARER   "})
    void schemeOfAnyCase_andSeveralBlanks_rfc9110Section11(String scheme) {
        PresentedKey presented = (PresentedKey) read(get().with("Authorization", scheme + KEY));
        assertThat(presented.kind()).isEqualTo(Kind.KEY);
        assertThat(presented.value()).isEqualTo(KEY);
        assertThat(presented.planes()).containsExactly(Plane.PRINCIPAL);
    }

    @Test
    void whatIsNoKeyBehindBearer_isAToken() {
        assertThat(read(get().with("Authorization", "Bearer " + TOKEN)).kind()).isEqualTo(Kind.TOKEN);
        assertThat(read(get().with("Authorization", "Bearer " + KEY + ";")).kind())
                .isEqualTo(Kind.TOKEN);
        assertThat(read(get().with("Authorization", "Bearer")).kind()).isEqualTo(Kind.TOKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer<KEY>", "Bearer:<KEY>", "Bearer\t<KEY>", "Token <KEY>", "Basic YTpi", "<KEY>", ""})
    void otherSchemes_areMisplaced_orOnSessionRoutesTheApplicationsOwnUnlessTheyHoldAKey(String line) {
        FakeRequest request = get().with("Authorization", line.replace("<KEY>", KEY));
        assertThat(read(request).kind()).isEqualTo(Kind.MISPLACED);
        assertThat(reader.read(request, PRINCIPAL, true).kind())
                .isEqualTo(line.contains("<KEY>") ? Kind.MISPLACED : Kind.NONE);
    }

    @Test
    void brokenKeyBehindAForeignScheme_wasMeantForUs() {
        FakeRequest request = get().with("Authorization", "Digest username=\"dd_live_brokenbroken\"");
        assertThat(reader.read(request, PRINCIPAL, true).kind()).isEqualTo(Kind.MISPLACED);
    }

    @Test
    void malformedKey_isMalformed_alsoBesideASession() {
        FakeRequest request = get().with("X-API-Key", KEY + "x");
        assertThat(read(request).kind()).isEqualTo(Kind.MALFORMED);
        assertThat(reader.read(request, PRINCIPAL, true).kind()).isEqualTo(Kind.MALFORMED);
        assertThat(read(get().with("X-API-Key", "")).kind()).isEqualTo(Kind.MALFORMED);
    }

    @Test
    void twoOfAnything_isSeveral() {
        assertThat(read(get().with("X-API-Key", KEY).with("X-API-Key", KEY)).kind())
                .isEqualTo(Kind.SEVERAL);
        assertThat(read(get().with("X-API-Key", "wrong").with("Authorization", "Bearer " + KEY))
                        .kind())
                .isEqualTo(Kind.SEVERAL);
        assertThat(read(get().with("X-API-Key", KEY).with("X-Admin-Key", "k")).kind())
                .isEqualTo(Kind.SEVERAL);
        assertThat(read(get().with("Authorization", "Bearer " + KEY).with("Authorization", "Basic YTpi"))
                        .kind())
                .isEqualTo(Kind.SEVERAL);
        assertThat(read(get().with("X-API-Key", KEY).with("Authorization", "Basic YTpi"))
                        .kind())
                .isEqualTo(Kind.SEVERAL);
    }

    @Test
    void keyBesideTheApplicationsOwnScheme_onASessionRoute_isTheKey() {
        FakeRequest request = get().with("X-API-Key", KEY).with("Authorization", "Basic YTpi");
        assertThat(reader.read(request, PRINCIPAL, true).kind()).isEqualTo(Kind.KEY);
    }

    @Test
    void anotherPlanesPlace_isMisplaced() {
        assertThat(read(get().with("X-Admin-Key", "k".repeat(32))).kind()).isEqualTo(Kind.MISPLACED);
        assertThat(reader.read(get().with("X-API-Key", KEY), ADMIN, false).kind())
                .isEqualTo(Kind.MISPLACED);
        assertThat(reader.read(get().with("Authorization", "Bearer " + KEY), CLIENT, false)
                        .kind())
                .isEqualTo(Kind.MISPLACED);
        assertThat(reader.read(get().with("X-API-Key", KEY), PlaneSet.none(), true)
                        .kind())
                .as("session only")
                .isEqualTo(Kind.MISPLACED);
    }

    @Test
    void operatorsKey_hasNoFormat() {
        PresentedKey presented = (PresentedKey) reader.read(get().with("X-Admin-Key", "any text at all"), ADMIN, false);
        assertThat(presented.kind()).isEqualTo(Kind.KEY);
        assertThat(presented.shape()).isNull();
    }

    @Test
    void placeForTokensAlone_takesNoKey() {
        CredentialReader tokens = new CredentialReader(
                Map.of(Plane.PRINCIPAL, List.of(Place.scheme("Bearer").tokensOnly())), KeyFormats.of(FORMAT));
        assertThat(tokens.read(get().with("Authorization", "Bearer " + KEY), PRINCIPAL, false)
                        .kind())
                .isEqualTo(Kind.MALFORMED);
        assertThat(tokens.read(get().with("Authorization", "Bearer " + TOKEN), PRINCIPAL, false)
                        .kind())
                .isEqualTo(Kind.TOKEN);
    }

    @Test
    void placeForKeysAlone_takesNoToken() {
        CredentialReader keys = new CredentialReader(
                Map.of(Plane.PRINCIPAL, List.of(Place.scheme("Bearer").keysOnly())), KeyFormats.of(FORMAT));
        assertThat(keys.read(get().with("Authorization", "Bearer " + TOKEN), PRINCIPAL, false)
                        .kind())
                .isEqualTo(Kind.MALFORMED);
        assertThat(keys.read(get().with("Authorization", "Bearer " + KEY), PRINCIPAL, true)
                        .kind())
                .isEqualTo(Kind.KEY);
    }

    @Test
    void presented_printsNoSecret() {
        assertThat(read(get().with("X-API-Key", KEY))).hasToString("Presented[KEY]");
    }
}
