package io.keystile.key;

/** A set of ASCII characters, as 128 bits. */
record AsciiSet(long low, long high) {

    static AsciiSet of(CharSequence characters) {
        long low = 0;
        long high = 0;
        for (int i = 0; i < characters.length(); i++) {
            char c = characters.charAt(i);
            if (c < 64) {
                low |= 1L << c;
            } else if (c < 128) {
                high |= 1L << (c - 64);
            } else {
                throw new IllegalArgumentException("not an ASCII character at index " + i);
            }
        }
        return new AsciiSet(low, high);
    }

    /** The characters of both. */
    AsciiSet with(AsciiSet other) {
        return new AsciiSet(low | other.low, high | other.high);
    }

    /** Whether some character is in both. */
    boolean overlaps(AsciiSet other) {
        return ((low & other.low) | (high & other.high)) != 0;
    }

    int size() {
        return Long.bitCount(low) + Long.bitCount(high);
    }

    boolean contains(char c) {
        return c < 64 ? ((low >>> c) & 1) != 0 : c < 128 && ((high >>> (c - 64)) & 1) != 0;
    }
}
