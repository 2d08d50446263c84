package io.keystile.key;

/**
 * Checks keys against slow hashes; {@link BouncyCastleSlowHashes} is one. For those who have an implementation of their own.
 * Thread-safe.
 */
@FunctionalInterface
public interface SlowHashVerifier {
    /**
     * Whether {@code hash} was made of {@code key}. Takes as long for a wrong key as for the right one, and compares in a time
     * that does not depend on where the two differ.
     *
     * @param key visible ASCII; for bcrypt, at most 72 characters
     * @throws IllegalArgumentException if {@link SlowHashCost#of} does not accept the hash; the message shows neither
     */
    boolean matches(SlowHash hash, String key);
}
