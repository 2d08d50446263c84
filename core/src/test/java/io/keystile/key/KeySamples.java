package io.keystile.key;

import java.security.SecureRandom;
import java.util.Random;

/** Keys for these tests: the same ones at each run. */
final class KeySamples {
    static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    static final KeyFormat DD = KeyFormat.withPrefix("dd");

    // Written by hand, their checksums computed by another language's CRC-32.
    static final String GOLDEN_LIVE = "dd_live_vkhonuv9Ghesv6tKavA1QQ468KUybSQD2HQQU0";
    static final String GOLDEN_SANDBOX = "dd_test_000000000000000000000000000000000XjSuP";
    static final String GOLDEN_ZERO_CHECKSUM = "dd_live_ZeroZeroZeroZeroZeroZero000TFNJn000000";
    static final String GOLDEN_LONG_PREFIX = "mandate2_live_CKewhLLR5eXprVP5DaF2C65CGimIJiGA1EVCZq";

    private KeySamples() {}

    static KeyGenerator generator(long seed) {
        return new KeyGenerator(new SeededRandom(seed));
    }

    static String letters(Random random, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }

    /** A secure random by type alone. */
    private static final class SeededRandom extends SecureRandom {
        private static final long serialVersionUID = 1;

        private final Random seeded;

        SeededRandom(long seed) {
            this.seeded = new Random(seed);
        }

        @Override
        public void nextBytes(byte[] bytes) {
            seeded.nextBytes(bytes);
        }
    }
}
