package io.keystile.credential;

import io.keystile.net.AddressRanges;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an operator may change in a credential while its keys stay.
 *
 * @param access what it may do
 * @param allowlist the addresses it may be used from; empty: any
 * @param expiresAt the first instant at which it is dead, within the years 1970 to 9999, cut to milliseconds; null:
 *     never
 * @param details label, attributes, limits
 */
public record CredentialSettings(
        Access access, AddressRanges allowlist, @Nullable Instant expiresAt, Details details) {
    private static final Instant YEAR_10000 = Instant.parse("+10000-01-01T00:00:00Z");

    /** Checks the expiry, and cuts it to milliseconds, the grain that every deadline is judged by. */
    public CredentialSettings {
        if (expiresAt != null && (expiresAt.isBefore(Instant.EPOCH) || !expiresAt.isBefore(YEAR_10000))) {
            // Instant reaches farther than milliseconds in a long do, and databases less far.
            throw new InvalidFieldException("expires_at", "must lie within the years 1970 to 9999, if it is set");
        }
        expiresAt = expiresAt == null ? null : expiresAt.truncatedTo(ChronoUnit.MILLIS);
    }

    /** That access from any address, for ever, without details. */
    public static CredentialSettings of(Access access) {
        return new CredentialSettings(access, AddressRanges.none(), null, Details.none());
    }

    /** The same with another access. */
    public CredentialSettings withAccess(Access newAccess) {
        return new CredentialSettings(newAccess, allowlist, expiresAt, details);
    }

    /** The same with another allowlist; an empty one allows every address. */
    public CredentialSettings withAllowlist(AddressRanges newAllowlist) {
        return new CredentialSettings(access, newAllowlist, expiresAt, details);
    }

    /** The same with another expiry; null: never. */
    public CredentialSettings withExpiresAt(@Nullable Instant newExpiresAt) {
        return new CredentialSettings(access, allowlist, newExpiresAt, details);
    }

    /** The same with other details. */
    public CredentialSettings withDetails(Details newDetails) {
        return new CredentialSettings(access, allowlist, expiresAt, newDetails);
    }

    /** The same with another label; null: none. */
    public CredentialSettings withLabel(@Nullable String label) {
        return withDetails(details.withLabel(label));
    }

    /** The same with other attributes, instead of all those before. */
    public CredentialSettings withAttributes(Map<String, String> attributes) {
        return withDetails(details.withAttributes(attributes));
    }

    /** The same with other limits. */
    public CredentialSettings withLimits(List<Limit> limits) {
        return withDetails(details.withLimits(limits));
    }
}
