package io.keystile.authn;

import io.keystile.credential.Credential;
import io.keystile.credential.CredentialState;
import io.keystile.credential.Plane;
import io.keystile.key.Environment;
import io.keystile.store.KeyMatch;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether what a key found is alive: the first of the checks, and the one whose causes are secret. */
final class Liveness {
    private Liveness() {}

    /**
     * Judges.
     *
     * @param environment what the key's prefix says
     * @param nowMillis an instant is past its end at the end itself
     * @return null if it is alive
     */
    static @Nullable Reason reasonAgainst(@Nullable KeyMatch match, Environment environment, long nowMillis) {
        if (match == null) {
            return Reason.UNKNOWN_KEY;
        }
        if (match.isLiveAt(nowMillis) && match.environment() == environment) {
            return null;
        }
        Credential credential = match.credential();
        if (credential.environment() != environment) {
            return Reason.ENVIRONMENT_MISMATCH;
        }
        if (credential.state() == CredentialState.REVOKED) {
            return Reason.REVOKED;
        }
        if (credential.state() == CredentialState.SUSPENDED) {
            return Reason.SUSPENDED;
        }
        if (isPast(credential.expiresAt(), nowMillis)) {
            return Reason.EXPIRED;
        }
        if (isPast(match.key().validUntil(), nowMillis)) {
            return Reason.GRACE_OVER;
        }
        return match.tenant().suspended() ? Reason.TENANT_SUSPENDED : null;
    }

    /**
     * The same of a token: it is dead with its credential, with its key, or by itself.
     *
     * @param match the key that it was made by; null: that is no more
     */
    @SuppressWarnings("ReferenceEquality") // the same record of it: all but the time was looked at before
    static @Nullable Reason reasonAgainst(VerifiedToken token, @Nullable KeyMatch match, long nowMillis) {
        if (match == null) {
            return Reason.TOKEN_ORPHANED;
        }
        if (match == token.lastMatch() && match.isLiveAt(nowMillis) && !token.isOver(nowMillis)) {
            return null;
        }
        Reason dead = reasonAgainst(match, token.environment(), nowMillis);
        if (dead != null) {
            return dead;
        }
        Credential credential = match.credential();
        if (credential.plane() != Plane.PRINCIPAL || !credential.owner().equals(token.owner())) {
            return Reason.TOKEN_ORPHANED;
        }
        if (credential.tokenEpoch() != token.tokenEpoch()) {
            return Reason.TOKENS_ENDED;
        }
        return token.isOver(nowMillis) ? Reason.TOKEN_EXPIRED : null;
    }

    static boolean isPast(@Nullable Instant end, long nowMillis) {
        return end != null && nowMillis >= end.toEpochMilli();
    }
}
