package io.keystile.examples.common;

import io.keystile.credential.Credential;
import io.keystile.credential.CredentialStatus;
import io.keystile.credential.Plane;
import io.keystile.key.Environment;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
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

    /** A key that was replaced and still works. */
    public record PreviousKey(String keyHint, @Nullable Instant validUntil) {}

    public static CredentialView of(Credential credential, Instant now, @Nullable Instant lastUsedAt) {
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
                lastUsedAt);
    }
}
