package io.keystile.credential;

import io.keystile.key.ApiKey;
import io.keystile.key.KeyHash;
import io.keystile.key.SlowHash;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a key: never the key.
 *
 * @param hash its SHA-256; for a key that is known by a slow hash only, that of the part it is looked up by
 * @param hint what people may see of it, at most its last four characters
 * @param generation 1 for a credential's first key, one more with each rotation
 * @param slowHash what proves an imported key whose SHA-256 is not known yet; null: the SHA-256 does
 * @param validUntil the first instant at which it no longer authenticates, cut to milliseconds; null: the current key
 */
public record StoredKey(
        KeyHash hash,
        String hint,
        int generation,
        @Nullable SlowHash slowHash,
        @Nullable Instant validUntil) {
    /** Checks the generation and cuts the deadline. */
    public StoredKey {
        if (generation < 1) {
            throw new InvalidFieldException("generation", "must be at least 1, but is " + generation);
        }
        validUntil = validUntil == null ? null : validUntil.truncatedTo(ChronoUnit.MILLIS);
    }

    /** What is kept of a key by its SHA-256. */
    public StoredKey(KeyHash hash, String hint, int generation, @Nullable Instant validUntil) {
        this(hash, hint, generation, null, validUntil);
    }

    /** What is kept of {@code key} as a credential's current key. */
    public static StoredKey current(ApiKey key, int generation) {
        return new StoredKey(KeyHash.of(key), key.hint(), generation, null);
    }

    /** The same as a previous key, in grace until {@code end}. */
    public StoredKey endingAt(Instant end) {
        return new StoredKey(hash, hint, generation, slowHash, end);
    }

    /** The same, proved: known by the SHA-256 of the whole key from now on. */
    public StoredKey provedBy(KeyHash whole) {
        return new StoredKey(whole, hint, generation, null, validUntil);
    }

    /** Whether it still authenticates at {@code now}: a current key always does. */
    public boolean isValidAt(Instant now) {
        return validUntil == null || now.isBefore(validUntil);
    }
}
