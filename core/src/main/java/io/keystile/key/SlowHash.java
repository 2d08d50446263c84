package io.keystile.key;

/**
 * A hash of a key by a function made slow on purpose, as another system kept it: bcrypt's or Argon2's encoded string, with
 * its costs and salt. Imported keys alone have one.
 *
 * @param encoded never shown
 */
public record SlowHash(String encoded) {
    /** Without the hash. */
    @Override
    public String toString() {
        return "SlowHash[…]";
    }
}
