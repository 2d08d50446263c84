package io.keystile.credential;

import io.keystile.key.ApiKey;
import io.keystile.key.KeyHash;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a key: never the key.
 *
 * @param hash its SHA-256
 * @param hint what people may see of it, at most its last four characters
 * @param generation 1 for a credential's first key, one more with each rotation
 * @param validUntil the first instant at which it no longer authenticates, cut to milliseconds; null: the current key
 */
public record StoredKey(
        KeyHash hash, String hint, int generation, @Nullable Instant validUntil) {
    /** Checks the generation and cuts the deadline. */
    public StoredKey {
        if (generation < 1) {
            throw new InvalidFieldException("generation", "must be at least 1, but is " + generation);
        }
        validUntil = validUntil == null ? null : validUntil.truncatedTo(ChronoUnit.MILLIS);
    }

    /** What is kept of {@code key} as a credential's current key. */
    public static StoredKey current(ApiKey key, int generation) {
        return new StoredKey(KeyHash.of(key), key.hint(), generation, null);
    }

    /** The same as a previous key, in grace until {@code end}. */
    public StoredKey endingAt(Instant end) {
        return new StoredKey(hash, hint, generation, end);
    }

    /** Whether it still authenticates at {@code now}: a current key always does. */
    public boolean isValidAt(Instant now) {
        return validUntil == null || now.isBefore(validUntil);
    }
}
