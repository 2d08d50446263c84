package io.keystile.credential;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Instant;

/**
 * The id of a credential: {@code acr_} and 22 base62 characters. No secret. Ids of later milliseconds sort behind earlier
 * ones (48 bits of time before 80 random bits, as RFC 9562 §5.7 lays out UUIDv7), so that lists come in order of issue.
 *
 * @param value the whole text
 */
public record CredentialId(String value) implements Comparable<CredentialId> {
    private static final String PREFIX = "acr_";
    private static final int DIGITS = 22;
    private static final int RANDOM_BITS = 80;
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(ALPHABET.length());

    /**
     * Checks the form.
     *
     * @throws InvalidFieldException if {@code value} is no credential's id
     */
    public CredentialId {
        if (!isWellFormed(value)) {
            throw new InvalidFieldException(
                    "credential", "must be " + PREFIX + " and " + DIGITS + " letters or digits");
        }
    }

    /** Whether {@code value} could be a credential's id. */
    public static boolean isWellFormed(String value) {
        if (value.length() != PREFIX.length() + DIGITS || !value.startsWith(PREFIX)) {
            return false;
        }
        for (int i = PREFIX.length(); i < value.length(); i++) {
            if (ALPHABET.indexOf(value.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    /** A new id. */
    public static CredentialId next(Instant now, SecureRandom random) {
        BigInteger number =
                BigInteger.valueOf(now.toEpochMilli()).shiftLeft(RANDOM_BITS).or(new BigInteger(RANDOM_BITS, random));
        char[] text = new char[DIGITS];
        for (int i = DIGITS - 1; i >= 0; i--) {
            BigInteger[] parts = number.divideAndRemainder(BASE);
            text[i] = ALPHABET.charAt(parts[1].intValue());
            number = parts[0];
        }
        return new CredentialId(PREFIX + new String(text));
    }

    @Override
    public int compareTo(CredentialId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
