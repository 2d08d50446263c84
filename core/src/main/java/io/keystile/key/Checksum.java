package io.keystile.key;

/**
 * The CRC-32 (that of {@link java.util.zip.CRC32}) of a head that never changes and a secret of fixed length.
 *
 * <p>The JDK's wants bytes, which would cost a copy of each candidate. A CRC is linear: each digit of the secret
 * contributes its own 32 bits, by its place alone, so that one exclusive or a digit is all that remains to be done.
 */
final class Checksum {
    private static final int PLACES = KeyFormat.SECRET_LENGTH;
    private static final int PLACE_BITS = 7;
    private static final int DIGIT_MASK = (1 << PLACE_BITS) - 1;
    private static final int REVERSED_POLYNOMIAL = 0xEDB88320;

    private static final int[] CONTRIBUTIONS = contributions();

    /** The CRC as if the head were followed by a secret of zero bytes. */
    private final int ofHead;

    Checksum(String head) {
        int state = -1;
        for (int i = 0; i < head.length(); i++) {
            state = update(state, head.charAt(i));
        }
        this.ofHead = ~zeros(state, PLACES);
    }

    /** The checksum, 0 to 2^32 - 1, of the head and the secret that starts there; negative if that is not base62. */
    long of(String text, int from) {
        int crc = ofHead;
        int seen = 0;
        for (int place = 0; place < PLACES; place++) {
            char digit = text.charAt(from + place);
            int contribution = CONTRIBUTIONS[(place << PLACE_BITS) | (digit & DIGIT_MASK)];
            if (contribution == 0) {
                return -1; // no digit: a digit's own is never 0, since a CRC tells each change of one byte
            }
            seen |= digit;
            crc ^= contribution;
        }
        return seen > DIGIT_MASK ? -1 : crc & 0xFFFF_FFFFL;
    }

    private static int[] contributions() {
        int[] contributions = new int[PLACES << PLACE_BITS];
        for (int place = 0; place < PLACES; place++) {
            for (int digit = 0; digit < Base62.ALPHABET.length(); digit++) {
                char c = Base62.ALPHABET.charAt(digit);
                contributions[(place << PLACE_BITS) | c] = zeros(update(0, c), PLACES - 1 - place);
            }
        }
        return contributions;
    }

    private static int zeros(int state, int count) {
        int crc = state;
        for (int i = 0; i < count; i++) {
            crc = update(crc, '\0');
        }
        return crc;
    }

    /** One character, below 256, a bit at a time: this runs when the tables are made, not on a request. */
    private static int update(int state, char c) {
        int crc = state ^ c;
        for (int bit = 0; bit < 8; bit++) {
            crc = (crc & 1) == 0 ? crc >>> 1 : (crc >>> 1) ^ REVERSED_POLYNOMIAL;
        }
        return crc;
    }
}
