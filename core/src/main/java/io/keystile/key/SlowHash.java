package io.keystile.key;

/**
 * A hash of a key by a function made slow on purpose, as another system kept it: bcrypt's or Argon2's encoded string, with
 * its costs and salt. Imported keys alone have one.
 *
 * @param encoded never shown; what it holds is looked at when it is imported and again when it is checked
 */
public record SlowHash(String encoded) {
    boolean isBcrypt() {
        return encoded.startsWith("$2");
    }

    /** Without the hash. */
    @Override
    public String toString() {
        return "SlowHash[…]";
    }
}
