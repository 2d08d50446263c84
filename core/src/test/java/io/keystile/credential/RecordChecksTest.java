package io.keystile.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keystile.key.Environment;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each record names the field that it refuses, and never the value. */
class RecordChecksTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "S3CRET value", "S3CRET\n", "S3CRETé", "S3CRET\u007f"})
    void idOrName_isVisibleAscii(String bad) {
        refuses("owner", () -> credential(Plane.PRINCIPAL, bad, "cli_1", null, 1));
        refuses("tenant", () -> credential(Plane.PRINCIPAL, "prn_7", bad, null, 1));
        refuses("issued_by", () -> credential(Plane.PRINCIPAL, "prn_7", "cli_1", bad, 1));
        refuses("tenant", () -> Tenant.first(bad));
        refuses("actor", () -> Actor.named(bad));
    }

    @Test
    void idOf128Characters_isTheLongest() {
        String longest = "~".repeat(128);

        assertThat(Tenant.first(longest).id()).isEqualTo(longest);
        refuses("tenant", () -> Tenant.first(longest + "~"));
    }

    @Test
    void adminPlane_isNoCredentials() {
        refuses("plane", () -> credential(Plane.ADMIN, "jo", "cli_1", null, 1));
    }

    @Test
    void versionBelowOne_isRefused() {
        refuses("version", () -> credential(Plane.CLIENT, "cli_1", "cli_1", null, 0));
        refuses("version", () -> new Tenant("cli_1", false, Details.none(), 0));
    }

    @Test
    void instants_areCutToMilliseconds() {
        Instant fine = Samples.T0.plusNanos(999_999);
        CredentialSettings settings = CredentialSettings.of(Access.full()).withExpiresAt(fine);

        assertThat(settings.expiresAt()).isEqualTo(Samples.T0);
        assertThat(Samples.previous(1, fine).validUntil()).isEqualTo(Samples.T0);
        assertThat(credential(Plane.CLIENT, "cli_1", "cli_1", null, 1).createdAt())
                .isEqualTo(Samples.T0.truncatedTo(ChronoUnit.MILLIS));
    }

    @Test
    void expiryThatMillisecondsOrDatabasesCannotSay_isRefused() {
        CredentialSettings settings = CredentialSettings.of(Access.full());
        Instant latest = Instant.parse("9999-12-31T23:59:59.999Z");

        refuses("expires_at", () -> settings.withExpiresAt(Instant.MAX));
        refuses("expires_at", () -> settings.withExpiresAt(latest.plusMillis(1)));
        refuses("expires_at", () -> settings.withExpiresAt(Instant.EPOCH.minusMillis(1)));
        refuses("expires_at", () -> settings.withExpiresAt(Instant.MIN));
        assertThat(settings.withExpiresAt(latest).expiresAt()).isEqualTo(latest);
        assertThat(settings.withExpiresAt(null).expiresAt()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "S3CRET\n", "S3CRET\u0000", "S3CRET\u0085", "S3CRET\ud800"})
    void text_isPrintable(String bad) {
        refuses("label", () -> Details.none().withLabel(bad));
        refuses("attributes", () -> Details.none().withAttributes(Map.of(bad, "value")));
        refuses("attributes", () -> Details.none().withAttributes(Map.of("name", bad)));
    }

    @Test
    void text_hasItsLongest() {
        Details details = new Details("l".repeat(128), Map.of("n".repeat(64), "v".repeat(256)), List.of());

        assertThat(details.label()).hasSize(128);
        assertThat(Details.none().withLabel("Schlüssel 🔑").label()).isEqualTo("Schlüssel 🔑");
        refuses("label", () -> Details.none().withLabel("l".repeat(129)));
        refuses("attributes", () -> Details.none().withAttributes(Map.of("n".repeat(65), "v")));
        refuses("attributes", () -> Details.none().withAttributes(Map.of("n", "v".repeat(257))));
    }

    @Test
    void seventeenthAttribute_isRefused() {
        Map<String, String> sixteen = new HashMap<>();
        for (int i = 0; i < 16; i++) {
            sixteen.put("name" + i, "value");
        }
        Details details = Details.none().withAttributes(sixteen);
        sixteen.put("one more", "value");

        assertThat(details.attributes()).hasSize(16);
        assertThat(List.copyOf(details.attributes().keySet())).isSorted();
        refuses("attributes", () -> Details.none().withAttributes(sixteen));
        assertThatThrownBy(() -> details.attributes().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void limit_isAtLeastOneInAMillisecond() {
        assertThat(new Limit(1, Duration.ofMillis(1)).requests()).isOne();
        refuses("limits", () -> new Limit(0, Duration.ofSeconds(1)));
        refuses("limits", () -> new Limit(1, Duration.ZERO));
        refuses("limits", () -> new Limit(1, Duration.ofNanos(999_999)));
        refuses("limits", () -> new Limit(1, Duration.ofSeconds(-1)));
        refuses("limits", () -> new Limit(1, Duration.ofSeconds(Long.MAX_VALUE)));
    }

    @Test
    void keys_haveDeadlinesAndGenerationsInOrder() {
        StoredKey newest = Samples.current(3);
        StoredKey second = Samples.previous(2, Samples.after(2));
        StoredKey first = Samples.previous(1, Samples.after(1));

        refuses("generation", () -> Samples.current(0));
        assertThat(new CredentialKeys(newest, List.of(second, first)).all()).containsExactly(newest, second, first);
        illegal(() -> new CredentialKeys(second, List.of()));
        illegal(() -> new CredentialKeys(newest, List.of(Samples.current(2))));
        illegal(() -> new CredentialKeys(newest, List.of(first, second)));
        illegal(() -> new CredentialKeys(newest, List.of(Samples.previous(3, Samples.after(1)))));
    }

    private static Credential credential(
            Plane plane, String owner, String tenant, @Nullable String issuedBy, long version) {
        return new Credential(
                Samples.ID,
                plane,
                owner,
                tenant,
                Environment.LIVE,
                issuedBy,
                Samples.T0.plusNanos(1),
                CredentialSettings.of(Access.full()),
                CredentialKeys.first(Samples.current(1)),
                CredentialState.ACTIVE,
                0,
                version);
    }

    private static void illegal(ThrowingCallable making) {
        assertThatThrownBy(making).isInstanceOf(IllegalArgumentException.class);
    }

    private static void refuses(String field, ThrowingCallable making) {
        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(making)
                .withMessageStartingWith(field + " must ")
                .withMessageNotContaining("S3CRET")
                .satisfies(e -> assertThat(e.field()).isEqualTo(field));
    }
}
