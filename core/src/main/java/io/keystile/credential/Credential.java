package io.keystile.credential;

import io.keystile.key.Environment;
import io.keystile.net.AddressRanges;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The record behind a key. Its id outlives every key.
 *
 * @param id never changes
 * @param plane client or principal
 * @param owner whom it resolves to, an opaque id of at most 128 visible ASCII characters
 * @param tenant the organisation that limits and isolation count by, likewise
 * @param environment that of its keys' prefix
 * @param issuedBy who made it (an operator's name, a credential's id), likewise; null: not recorded
 * @param createdAt cut to milliseconds
 * @param settings what an operator may change
 * @param keys current and previous
 * @param state active, suspended, revoked
 * @param tokenEpoch 0 when issued, one more each time that all its tokens were ended: a token of another epoch is dead
 * @param version 1 when issued, one more with each step
 */
public record Credential(
        CredentialId id,
        Plane plane,
        String owner,
        String tenant,
        Environment environment,
        @Nullable String issuedBy,
        Instant createdAt,
        CredentialSettings settings,
        CredentialKeys keys,
        CredentialState state,
        int tokenEpoch,
        long version) {
    /** Checks the ids and the numbers; an admin's key is never a credential. */
    public Credential {
        if (plane == Plane.ADMIN) {
            throw new InvalidFieldException(
                    "plane", "must be client or principal: admin keys are configured, not stored");
        }
        OpaqueText.checked("owner", owner);
        OpaqueText.checked("tenant", tenant);
        if (issuedBy != null) {
            OpaqueText.checked("issued_by", issuedBy);
        }
        if (tokenEpoch < 0) {
            throw new InvalidFieldException("token_epoch", "must be at least 0, but is " + tokenEpoch);
        }
        if (version < 1) {
            throw new InvalidFieldException("version", "must be at least 1, but is " + version);
        }
        createdAt = createdAt.truncatedTo(ChronoUnit.MILLIS);
    }

    /** What it may do. */
    public Access access() {
        return settings.access();
    }

    /** The addresses it may be used from; empty: any. */
    public AddressRanges allowlist() {
        return settings.allowlist();
    }

    /** The first instant at which it is dead; null: never. */
    public @Nullable Instant expiresAt() {
        return settings.expiresAt();
    }

    /** Whether its expiry has come: the instant itself is past the end. */
    public boolean isExpiredAt(Instant now) {
        Instant end = settings.expiresAt();
        return end != null && !now.isBefore(end);
    }

    /** Its status at {@code now}; what is final comes before what can be undone. */
    public CredentialStatus statusAt(Instant now) {
        if (state == CredentialState.REVOKED) {
            return CredentialStatus.REVOKED;
        }
        if (isExpiredAt(now)) {
            return CredentialStatus.EXPIRED;
        }
        return state == CredentialState.SUSPENDED ? CredentialStatus.SUSPENDED : CredentialStatus.ACTIVE;
    }

    /** The next version with other settings. */
    public Credential with(CredentialSettings newSettings) {
        return next(newSettings, keys, state, tokenEpoch);
    }

    /** The next version with other keys. */
    public Credential with(CredentialKeys newKeys) {
        return next(settings, newKeys, state, tokenEpoch);
    }

    /** The next version in another state. */
    public Credential with(CredentialState newState) {
        return next(settings, keys, newState, tokenEpoch);
    }

    /** The next version, by which every token that was made for it before is dead. */
    public Credential withTokensEnded() {
        return next(settings, keys, state, tokenEpoch + 1);
    }

    private Credential next(
            CredentialSettings nextSettings, CredentialKeys nextKeys, CredentialState nextState, int nextEpoch) {
        return new Credential(
                id,
                plane,
                owner,
                tenant,
                environment,
                issuedBy,
                createdAt,
                nextSettings,
                nextKeys,
                nextState,
                nextEpoch,
                version + 1);
    }
}
