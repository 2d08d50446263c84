package io.keystile.authn;

import io.keystile.credential.Actor;
import io.keystile.key.KeyHash;
import io.keystile.net.AddressRanges;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An operator's key for the admin plane: configured, never stored, kept by its hash alone.
 *
 * @param operator the name that stands in the audit, at most 128 visible ASCII characters
 * @param hash SHA-256 of the key; the key itself should have 128 bits of entropy and more
 * @param allowlist the addresses it may be used from; empty: any
 * @param end the first instant at which it is refused, within the years 1970 to 9999; null: never
 */
public record OperatorKey(
        String operator,
        KeyHash hash,
        AddressRanges allowlist,
        @Nullable Instant end) {
    private static final int MIN_KEY_LENGTH = 24;
    private static final Instant YEAR_10000 = Instant.parse("+10000-01-01T00:00:00Z");

    /** Checks the name, which is the one that the operator acts under, and the end. */
    public OperatorKey {
        Actor.named(operator);
        if (end != null && (end.isBefore(Instant.EPOCH) || !end.isBefore(YEAR_10000))) {
            // An instant beyond what milliseconds can count would fail each request, not this setting.
            throw new IllegalArgumentException("the end of the key of '" + operator + "' is " + end
                    + ", must lie within the years 1970 to 9999, or be null for never");
        }
    }

    /**
     * From a raw key, which is hashed and not kept; from any address, without an end.
     *
     * @throws IllegalArgumentException if the key has under 24 characters
     */
    public static OperatorKey ofRaw(String operator, String rawKey) {
        if (rawKey.length() < MIN_KEY_LENGTH) {
            throw new IllegalArgumentException("an operator's key must have at least " + MIN_KEY_LENGTH
                    + " characters, that of '" + operator + "' has " + rawKey.length());
        }
        return new OperatorKey(operator, KeyHash.of(rawKey), AddressRanges.none(), null);
    }
}
