package io.keystile.key;

/**
 * CRC-32 (the one of {@link java.util.zip.CRC32}) over ASCII characters.
 *
 * <p>The JDK's wants bytes, so it would cost an array and an object for each candidate; this one reads the characters
 * where they are, four a step, and can start from the state behind a prefix that never changes.
 */
final class Crc32 {
    /** The state before the first character. */
    static final int START = -1;

    private static final int REVERSED_POLYNOMIAL = 0xEDB88320;
    private static final int[] ONE_ON = firstTable();
    private static final int[] TWO_ON = shifted(ONE_ON);
    private static final int[] THREE_ON = shifted(TWO_ON);
    private static final int[] FOUR_ON = shifted(THREE_ON);

    private Crc32() {}

    /** The state after the characters from {@code from} up to {@code to}, all of which must be below 256. */
    static int update(int state, CharSequence text, int from, int to) {
        int crc = state;
        for (int i = from; i < to; i++) {
            crc = ONE_ON[(crc ^ text.charAt(i)) & 0xFF] ^ (crc >>> 8);
        }
        return crc;
    }

    /** As {@link #update}, for four characters at once: a shorter chain of dependent steps. */
    static int update(int state, char first, char second, char third, char fourth) {
        int crc = state ^ (first | second << 8 | third << 16 | fourth << 24);
        return FOUR_ON[crc & 0xFF] ^ THREE_ON[crc >>> 8 & 0xFF] ^ TWO_ON[crc >>> 16 & 0xFF] ^ ONE_ON[crc >>> 24];
    }

    /** The checksum that a state stands for, 0 to 2^32 - 1. */
    static long value(int state) {
        return ~state & 0xFFFF_FFFFL;
    }

    private static int[] firstTable() {
        int[] table = new int[256];
        for (int b = 0; b < table.length; b++) {
            int crc = b;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ REVERSED_POLYNOMIAL;
            }
            table[b] = crc;
        }
        return table;
    }

    /** The table for a byte that one more byte follows. */
    private static int[] shifted(int[] table) {
        int[] further = new int[256];
        for (int b = 0; b < further.length; b++) {
            further[b] = ONE_ON[table[b] & 0xFF] ^ (table[b] >>> 8);
        }
        return further;
    }
}
