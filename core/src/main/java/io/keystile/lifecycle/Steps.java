package io.keystile.lifecycle;

import io.keystile.credential.Credential;
import io.keystile.credential.CredentialKeys;
import io.keystile.credential.CredentialSettings;
import io.keystile.credential.CredentialState;
import io.keystile.credential.CredentialStatus;
import io.keystile.credential.InvalidFieldException;
import io.keystile.credential.StoredKey;
import io.keystile.key.ApiKey;
import io.keystile.key.KeyHash;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The next record of each step, from the one before; null where nothing changes. Pure: no store, no clock. */
final class Steps {
    private Steps() {}

    static Credential rotate(Credential c, ApiKey newKey, Rotation rotation, LifecycleLimits limits, Instant now) {
        if (rotation.grace().compareTo(limits.maxGrace()) > 0) {
            throw new InvalidFieldException(
                    "grace_seconds", "must be at most " + limits.maxGrace().toSeconds());
        }
        CredentialStatus status = c.statusAt(now);
        if (status == CredentialStatus.REVOKED || status == CredentialStatus.EXPIRED) {
            throw new ConflictException("a credential that is revoked or expired can't be rotated");
        }
        StoredKey old = c.keys().current();
        List<StoredKey> previous = new ArrayList<>();
        Instant end = graceEnd(c, rotation.grace(), now);
        if (end.isAfter(now)) {
            previous.add(old.endingAt(end));
        }
        if (!rotation.endPrevious()) {
            previous.addAll(c.keys().withoutLapsed(now).previous());
        }
        if (previous.size() > limits.maxPreviousKeys()) {
            throw new InvalidFieldException(
                    "grace_seconds",
                    "must be 0, or earlier keys be ended: at most " + limits.maxPreviousKeys()
                            + " previous keys can be in grace");
        }
        return c.with(new CredentialKeys(StoredKey.current(newKey, old.generation() + 1), previous));
    }

    /** Grace never outlives the credential. */
    private static Instant graceEnd(Credential c, Duration grace, Instant now) {
        Instant end = now.plus(grace);
        Instant expiry = c.expiresAt();
        // Cut as it will be stored, so that a grace below the grain is none.
        return (expiry != null && expiry.isBefore(end) ? expiry : end).truncatedTo(ChronoUnit.MILLIS);
    }

    /** Null if it no longer has that key, or is revoked: then nothing can be proved by it either. */
    static @Nullable Credential rehash(Credential c, StoredKey proved, KeyHash whole) {
        StoredKey stored = c.keys().ofGeneration(proved.generation());
        boolean unchanged =
                stored != null && stored.slowHash() != null && stored.hash().equals(proved.hash());
        if (stored == null || !unchanged || c.state() == CredentialState.REVOKED) {
            return null;
        }
        UnaryOperator<StoredKey> swap = key -> key.equals(stored) ? key.provedBy(whole) : key;
        return c.with(new CredentialKeys(
                swap.apply(c.keys().current()),
                c.keys().previous().stream().map(swap).toList()));
    }

    // The hashes go rather than get a deadline of now: a node whose clock is behind would still honour that.
    static @Nullable Credential endPrevious(Credential c) {
        return c.keys().previous().isEmpty()
                ? null
                : c.with(CredentialKeys.first(c.keys().current()));
    }

    /** Nothing to end where none can be used any more. */
    static @Nullable Credential endTokens(Credential c) {
        return c.state() == CredentialState.REVOKED ? null : c.withTokensEnded();
    }

    static @Nullable Credential suspend(Credential c) {
        refuseRevoked(c, "suspended");
        return c.state() == CredentialState.SUSPENDED ? null : c.with(CredentialState.SUSPENDED);
    }

    static @Nullable Credential resume(Credential c) {
        refuseRevoked(c, "resumed");
        return c.state() == CredentialState.ACTIVE ? null : c.with(CredentialState.ACTIVE);
    }

    static @Nullable Credential revoke(Credential c) {
        return c.state() == CredentialState.REVOKED ? null : c.with(CredentialState.REVOKED);
    }

    static @Nullable Credential change(Credential c, UnaryOperator<CredentialSettings> change, Instant now) {
        refuseRevoked(c, "changed");
        CredentialSettings next = change.apply(c.settings());
        if (next.equals(c.settings())) {
            return null;
        }
        Instant end = next.expiresAt();
        if (end != null && !end.equals(c.expiresAt()) && !end.isAfter(now)) {
            throw new InvalidFieldException("expires_at", "must be in the future; to end a credential now, revoke it");
        }
        return c.with(next);
    }

    private static void refuseRevoked(Credential c, String done) {
        if (c.state() == CredentialState.REVOKED) {
            throw new ConflictException("a revoked credential can't be " + done + ": revocation is for ever");
        }
    }
}
