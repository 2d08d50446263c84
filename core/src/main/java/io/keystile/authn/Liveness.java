package io.keystile.authn;

import io.keystile.credential.Credential;
import io.keystile.credential.CredentialState;
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

    static boolean isPast(@Nullable Instant end, long nowMillis) {
        return end != null && nowMillis >= end.toEpochMilli();
    }
}
