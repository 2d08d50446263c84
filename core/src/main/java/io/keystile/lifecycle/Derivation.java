package io.keystile.lifecycle;

import io.keystile.credential.Access;
import io.keystile.credential.Credential;
import io.keystile.credential.CredentialSettings;
import io.keystile.credential.InvalidFieldException;
import io.keystile.credential.Limit;
import io.keystile.credential.Plane;
import io.keystile.net.AddressRanges;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a credential may hand on: on its own plane at most what it is; a client's on the principal plane what it is asked
 * for; never another tenant's.
 */
final class Derivation {
    private Derivation() {}

    static NewCredential bound(NewCredential asked, Credential maker) {
        if (!asked.tenant().equals(maker.tenant())) {
            throw new InvalidFieldException("tenant", "must be its maker's");
        }
        String issuedBy = maker.id().value();
        if (asked.plane() != maker.plane()) {
            if (maker.plane() != Plane.CLIENT) {
                throw new InvalidFieldException("plane", "must be its maker's: only a client makes others'");
            }
            return asked.issuedBy(issuedBy);
        }
        if (!asked.owner().equals(maker.owner())) {
            throw new InvalidFieldException("owner", "must be its maker's");
        }
        CredentialSettings rest = asked.rest()
                .withLimits(limits(
                        asked.rest().details().limits(),
                        maker.settings().details().limits()))
                .withAllowlist(allowlist(asked.rest().allowlist(), maker.allowlist()))
                .withExpiresAt(expiry(asked.rest().expiresAt(), maker.expiresAt()));
        return asked.with(access(asked.access(), maker.access()), rest, issuedBy);
    }

    private static Access access(@Nullable Access asked, Access makers) {
        if (asked == null) {
            return makers;
        }
        if (!makers.covers(asked)) {
            throw new InvalidFieldException("scopes", "must be among its maker's");
        }
        return asked;
    }

    private static @Nullable Instant expiry(@Nullable Instant asked, @Nullable Instant makers) {
        if (asked == null || makers == null) {
            return asked == null ? makers : asked;
        }
        if (asked.isAfter(makers)) {
            throw new InvalidFieldException("expires_at", "must not be later than its maker's");
        }
        return asked;
    }

    // Which of two sets of limits is the tighter one can't be told in general: a throttled maker hands on its own.
    private static List<Limit> limits(List<Limit> asked, List<Limit> makers) {
        if (!makers.isEmpty() && !asked.isEmpty() && !asked.equals(makers)) {
            throw new InvalidFieldException("limits", "must be its maker's");
        }
        return makers.isEmpty() ? asked : makers;
    }

    private static AddressRanges allowlist(AddressRanges asked, AddressRanges makers) {
        if (asked.isEmpty() || makers.isEmpty()) {
            return asked.isEmpty() ? makers : asked;
        }
        if (!makers.containsAll(asked)) {
            throw new InvalidFieldException("ip_allowlist", "must lie within its maker's");
        }
        return asked;
    }
}
