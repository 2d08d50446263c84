package io.keystile.credential;

import io.keystile.key.ApiKey;
import io.keystile.key.Environment;
import io.keystile.key.KeyFormat;
import io.keystile.key.KeyGenerator;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records for these tests. */
final class Samples {
    static final Instant T0 = Instant.parse("2026-01-02T03:04:05.678Z");
    static final CredentialId ID = new CredentialId("acr_0000000000000000000001");

    private static final KeyFormat FORMAT = KeyFormat.withPrefix("acme");
    private static final KeyGenerator KEYS = new KeyGenerator();

    private Samples() {}

    static ApiKey key() {
        return KEYS.next(FORMAT, Environment.LIVE);
    }

    static StoredKey current(int generation) {
        return StoredKey.current(key(), generation);
    }

    static StoredKey previous(int generation, Instant end) {
        return current(generation).endingAt(end);
    }

    static Instant after(long millis) {
        return T0.plus(millis, ChronoUnit.MILLIS);
    }

    static Credential credential() {
        return credential(
                CredentialSettings.of(Access.only("a:read")), CredentialKeys.first(current(1)), CredentialState.ACTIVE);
    }

    static Credential expiringAt(@Nullable Instant end, CredentialState state) {
        return credential(
                CredentialSettings.of(Access.full()).withExpiresAt(end), CredentialKeys.first(current(1)), state);
    }

    static Credential inGrace(ApiKey newest, ApiKey older, Instant end) {
        StoredKey previous = StoredKey.current(older, 1).endingAt(end);
        return credential(
                CredentialSettings.of(Access.full()),
                new CredentialKeys(StoredKey.current(newest, 2), List.of(previous)),
                CredentialState.ACTIVE);
    }

    private static Credential credential(CredentialSettings settings, CredentialKeys keys, CredentialState state) {
        return new Credential(
                ID,
                Plane.PRINCIPAL,
                "prn_7",
                "cli_1",
                Environment.LIVE,
                "operator:jo",
                T0,
                settings,
                keys,
                state,
                0,
                1);
    }
}
