package io.keystile.key;

import java.util.Objects;

/**
 * The older form {@code <prefix>_<secret>} that a format may accept: production, no checksum, never issued.
 *
 * @param alphabet every character that a secret may hold: of RFC 9110 §11.2's {@code token68}, but never {@code _}, so
 *     that no key can be read in two ways
 * @param minLength the shortest secret, in characters, at least 16: without a checksum each guess
 *     costs a look-up, and the hint shows four characters
 * @param maxLength the longest secret, in characters, at most 1024
 */
public record LegacyForm(String alphabet, int minLength, int maxLength) {
    /** The digits and letters of ASCII. */
    public static final String ALPHANUMERIC = Base62.ALPHABET;

    private static final int SHORTEST = 16;
    private static final int LONGEST = 1024;
    private static final int DEFAULT_MAX_LENGTH = 128;
    private static final AsciiSet ALLOWED = AsciiSet.of(ALPHANUMERIC + "-.~+/=");

    /** Throws {@link IllegalArgumentException} if a component is outside what it allows. */
    public LegacyForm {
        Objects.requireNonNull(alphabet, "alphabet");
        if (alphabet.isEmpty()) {
            throw new IllegalArgumentException("legacy alphabet: is empty, must hold at least one character");
        }
        for (int i = 0; i < alphabet.length(); i++) {
            if (!ALLOWED.contains(alphabet.charAt(i))) {
                throw new IllegalArgumentException(
                        "legacy alphabet: holds U+%04X at index %d, allowed are 0-9 A-Z a-z - . ~ + / ="
                                .formatted((int) alphabet.charAt(i), i));
            }
        }
        if (minLength < SHORTEST || minLength > LONGEST) {
            throw new IllegalArgumentException(
                    "legacy minimum length: is %d, must be %d to %d".formatted(minLength, SHORTEST, LONGEST));
        }
        if (maxLength < minLength || maxLength > LONGEST) {
            throw new IllegalArgumentException(
                    "legacy maximum length: is %d, must be %d to %d".formatted(maxLength, minLength, LONGEST));
        }
    }

    /** Digits and letters, at least so many and at most 128, or as many as the minimum if that is more. */
    public static LegacyForm alphanumeric(int minLength) {
        return new LegacyForm(ALPHANUMERIC, minLength, Math.max(minLength, DEFAULT_MAX_LENGTH));
    }
}
