package io.keystile.key;

import java.util.Arrays;

/** The digits {@code 0-9A-Za-z}, in this order, of secrets and checksums. */
final class Base62 {
    static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private static final byte[] VALUES = values();

    private Base62() {}

    /** The value of a digit, 0 to 61; negative for any other character. */
    static int value(char digit) {
        return digit < VALUES.length ? VALUES[digit] : -1;
    }

    /** Writes a number, which must fit, with leading zeros, most significant digit first. */
    static void write(long number, char[] target, int from, int to) {
        long rest = number;
        for (int i = to - 1; i >= from; i--) {
            target[i] = ALPHABET.charAt((int) (rest % 62));
            rest /= 62;
        }
    }

    /** Reads at most ten digits; negative if one of them is none. */
    static long read(String text, int from, int to) {
        long number = 0;
        for (int i = from; i < to; i++) {
            int value = value(text.charAt(i));
            if (value < 0) {
                return -1;
            }
            number = number * 62 + value;
        }
        return number;
    }

    private static byte[] values() {
        byte[] values = new byte[128];
        Arrays.fill(values, (byte) -1);
        for (int i = 0; i < ALPHABET.length(); i++) {
            values[ALPHABET.charAt(i)] = (byte) i;
        }
        return values;
    }
}
