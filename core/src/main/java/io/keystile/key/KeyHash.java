package io.keystile.key;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The SHA-256 of a whole key, prefix and checksum included: all that is stored of it, and what it is found by.
 *
 * <p>A plain hash is enough because a key is random: there is no dictionary to try. Immutable.
 */
public final class KeyHash {
    private static final int BYTES = 32;
    private static final int SHOWN_BYTES = 4;

    // An odd factor of this process alone, so that nobody can compute keys that crowd one bin of a map.
    private static final long SPREAD = ThreadLocalRandom.current().nextLong() | 1;

    final long first;
    final long second;
    final long third;
    final long fourth;

    KeyHash(long first, long second, long third, long fourth) {
        this.first = first;
        this.second = second;
        this.third = third;
        this.fourth = fourth;
    }

    /** The hash of a key. */
    public static KeyHash of(ApiKey key) {
        return Sha256.hash(key.reveal());
    }

    /**
     * The hash of a key that was found well-formed, whose characters need no second look.
     *
     * @param key of which a {@link KeyFormats} knew the shape
     */
    public static KeyHash ofWellFormed(String key) {
        return Sha256.hashAscii(key);
    }

    /** The hash of any text's UTF-8 (an unpaired surrogate counts as {@code ?}), whether or not it is a key. */
    public static KeyHash of(String text) {
        return Sha256.hash(text);
    }

    /** The same of a text from one of its indexes on, without a copy of that part. */
    public static KeyHash ofTail(String text, int from) {
        return Sha256.hash(text, from);
    }

    /**
     * The hash that these bytes are.
     *
     * @throws IllegalArgumentException unless there are 32
     */
    public static KeyHash ofBytes(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("key hash: has %d bytes, must have %d".formatted(bytes.length, BYTES));
        }
        ByteBuffer from = ByteBuffer.wrap(bytes);
        return new KeyHash(from.getLong(), from.getLong(), from.getLong(), from.getLong());
    }

    /**
     * The hash that these hexadecimal digits are, of either case.
     *
     * @throws IllegalArgumentException unless there are 64
     */
    public static KeyHash ofHex(String hex) {
        if (hex.length() != 2 * BYTES) {
            throw new IllegalArgumentException(
                    "key hash: has %d characters, must have %d hexadecimal digits".formatted(hex.length(), 2 * BYTES));
        }
        for (int i = 0; i < hex.length(); i++) {
            if (!HexFormat.isHexDigit(hex.charAt(i))) {
                // Not the parser's own message: that would quote the text.
                throw new IllegalArgumentException("key hash: no hexadecimal digit at index " + i);
            }
        }
        return ofBytes(HexFormat.of().parseHex(hex));
    }

    /** The 32 bytes, in a new array. */
    public byte[] toBytes() {
        return ByteBuffer.allocate(BYTES)
                .putLong(first)
                .putLong(second)
                .putLong(third)
                .putLong(fourth)
                .array();
    }

    /** The 64 lower-case hexadecimal digits: for a store, not for a log. */
    public String toHex() {
        return HexFormat.of().formatHex(toBytes());
    }

    /** Whether both are the same, in a time that does not depend on where they differ. */
    public boolean matches(KeyHash other) {
        return ((first ^ other.first) | (second ^ other.second) | (third ^ other.third) | (fourth ^ other.fourth)) == 0;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KeyHash that && matches(that);
    }

    /** Differs from process to process. */
    @Override
    public int hashCode() {
        return spread(first);
    }

    static int spread(long first) {
        return (int) ((first * SPREAD) >>> 32);
    }

    /** The first eight digits, enough to tell two apart in a log. */
    @Override
    public String toString() {
        return "KeyHash[" + HexFormat.of().formatHex(toBytes(), 0, SHOWN_BYTES) + "…]";
    }
}
