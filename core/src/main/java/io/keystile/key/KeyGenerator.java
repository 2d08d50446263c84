package io.keystile.key;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Objects;

/** Makes new keys; safe for use by several threads. */
public final class KeyGenerator {
    private static final int SIX_BITS = 0x3F;

    private final SecureRandom random;

    /** Draws from the platform's default {@link SecureRandom}. */
    public KeyGenerator() {
        this(new SecureRandom());
    }

    /** Draws from that source, which alone decides how hard the keys are to guess. */
    public KeyGenerator(SecureRandom random) {
        this.random = Objects.requireNonNull(random, "random");
    }

    /** A new key of the canonical form. */
    public ApiKey next(KeyFormat format, Environment environment) {
        Objects.requireNonNull(environment, "environment");
        char[] secret = new char[KeyFormat.SECRET_LENGTH];
        byte[] drawn = new byte[KeyFormat.SECRET_LENGTH];
        int filled = 0;
        while (filled < secret.length) {
            random.nextBytes(drawn);
            filled = fill(secret, filled, drawn);
        }
        ApiKey key = format.seal(environment, secret);
        Arrays.fill(secret, '\0');
        Arrays.fill(drawn, (byte) 0);
        return key;
    }

    /** Six bits a character; 62 and 63 are thrown away, since wrapping them round would favour two digits. */
    private static int fill(char[] secret, int from, byte[] drawn) {
        int filled = from;
        for (int i = 0; i < drawn.length && filled < secret.length; i++) {
            int value = drawn[i] & SIX_BITS;
            if (value < Base62.ALPHABET.length()) {
                secret[filled++] = Base62.ALPHABET.charAt(value);
            }
        }
        return filled;
    }
}
