package io.keystile.examples.common;

import io.keystile.credential.Credential;
import io.keystile.credential.CredentialId;
import io.keystile.credential.CredentialStatus;
import io.keystile.credential.Plane;
import io.keystile.key.Environment;
import io.keystile.lifecycle.CredentialLifecycle;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A credential as the organisation that owns it sees it: no key, no hash. */
public record CredentialView(
        String id,
        Plane plane,
        String owner,
        String tenant,
        Environment environment,
        Collection<String> scopes,
        List<String> ipAllowlist,
        Instant createdAt,
        @Nullable Instant expiresAt,
        CredentialStatus status,
        @Nullable String issuedBy,
        String keyHint,
        List<PreviousKey> previousKeys,
        @Nullable Instant lastUsedAt) {

    /** Credentials of one lifecycle, each with its last use. */
    public static List<CredentialView> all(
            CredentialLifecycle lifecycle, Collection<Credential> credentials, Instant now) {
        Map<CredentialId, Instant> uses =
                lifecycle.lastUsed(credentials.stream().map(Credential::id).toList());
        return credentials.stream().map(c -> of(c, now, uses.get(c.id()))).toList();
    }

    /** A credential of a lifecycle, with its last use. */
    public static CredentialView of(CredentialLifecycle lifecycle, Credential credential, Instant now) {
        return all(lifecycle, List.of(credential), now).get(0);
    }

    /** A key that was replaced and still works. */
    public record PreviousKey(String keyHint, @Nullable Instant validUntil) {}

    /**
     * As it stands.
     *
     * @param lastUsed null: never, as far as is known
     */
    public static CredentialView of(Credential credential, Instant now, @Nullable Instant lastUsed) {
        return new CredentialView(
                credential.id().value(),
                credential.plane(),
                credential.owner(),
                credential.tenant(),
                credential.environment(),
                credential.access().scopes(),
                credential.allowlist().entries(),
                credential.createdAt(),
                credential.expiresAt(),
                credential.statusAt(now),
                credential.issuedBy(),
                credential.keys().current().hint(),
                credential.keys().withoutLapsed(now).previous().stream()
                        .map(key -> new PreviousKey(key.hint(), key.validUntil()))
                        .toList(),
                lastUsed);
    }
}
