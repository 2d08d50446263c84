package io.keystile.key;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the keys of one prefix are written: {@code <prefix>_<live|test>_<secret><checksum>}, with 32 base62 characters of
 * secret (190 bits) and 6 of CRC-32 over all that stands before them, most significant first.
 *
 * <p>The checksum settles typing errors, and a secret scanner's false hits, without a look-up; it proves nothing.
 * Immutable.
 */
public final class KeyFormat {
    static final int SECRET_LENGTH = 32;
    static final int CHECKSUM_LENGTH = 6;

    private static final int MAX_PREFIX_LENGTH = 16;

    private final String prefix;
    private final String liveHead;
    private final String sandboxHead;
    private final int length;
    private final Checksum liveChecksum;
    private final Checksum sandboxChecksum;
    private final @Nullable LegacyForm legacy;
    private final AsciiSet legacyAlphabet;

    private KeyFormat(String prefix, @Nullable LegacyForm legacy) {
        this.prefix = prefix;
        this.liveHead = prefix + '_' + Environment.LIVE.segment() + '_';
        this.sandboxHead = prefix + '_' + Environment.SANDBOX.segment() + '_';
        this.length = liveHead.length() + SECRET_LENGTH + CHECKSUM_LENGTH;
        this.liveChecksum = new Checksum(liveHead);
        this.sandboxChecksum = new Checksum(sandboxHead);
        this.legacy = legacy;
        this.legacyAlphabet = AsciiSet.of(legacy == null ? "" : legacy.alphabet());
    }

    /**
     * The format of a prefix, without the legacy form.
     *
     * @throws IllegalArgumentException unless the prefix is {@code [a-z][a-z0-9]*} and at most 16 characters
     */
    public static KeyFormat withPrefix(String prefix) {
        Objects.requireNonNull(prefix, "prefix");
        boolean valid = !prefix.isEmpty() && prefix.length() <= MAX_PREFIX_LENGTH && isLetter(prefix.charAt(0));
        for (int i = 1; valid && i < prefix.length(); i++) {
            char c = prefix.charAt(i);
            valid = isLetter(c) || (c >= '0' && c <= '9');
        }
        if (!valid) {
            throw new IllegalArgumentException("key prefix: is \"%s\", must be [a-z][a-z0-9]*, at most %d characters"
                    .formatted(prefix, MAX_PREFIX_LENGTH));
        }
        return new KeyFormat(prefix, null);
    }

    /** This format, accepting legacy secrets of digits and letters too, from so many characters up to 128. */
    public KeyFormat acceptingLegacy(int minLength) {
        return acceptingLegacy(LegacyForm.alphanumeric(minLength));
    }

    /** This format, accepting that legacy form too. */
    public KeyFormat acceptingLegacy(LegacyForm form) {
        return new KeyFormat(prefix, Objects.requireNonNull(form, "form"));
    }

    /** What stands before a key's first {@code _}. */
    public String prefix() {
        return prefix;
    }

    /** The length of the canonical form, in characters: the same for all keys of this format. */
    public int length() {
        return length;
    }

    /** What a candidate is by its shape, or null if it is no well-formed key of this format; allocates nothing. */
    public @Nullable KeyShape shapeOf(String candidate) {
        return shapeOf(candidate, 0);
    }

    /** What a text is from one of its indexes on. */
    @Nullable
    KeyShape shapeOf(String text, int start) {
        if (text.length() - start == length) {
            if (text.startsWith(liveHead, start)) {
                return hasRightChecksum(text, start, liveChecksum) ? KeyShape.LIVE : null;
            }
            if (text.startsWith(sandboxHead, start)) {
                return hasRightChecksum(text, start, sandboxChecksum) ? KeyShape.SANDBOX : null;
            }
        }
        return legacy != null && isLegacy(text, start, legacy) ? KeyShape.LEGACY : null;
    }

    /** The key, or null if the candidate is no well-formed key of this format. */
    public @Nullable ApiKey parse(String candidate) {
        KeyShape shape = shapeOf(candidate);
        return shape == null ? null : new ApiKey(candidate, shape.isLegacy() ? prefix.length() + 1 : liveHead.length());
    }

    /**
     * Whether the region from {@code from} up to {@code to} starts with this format's {@code <prefix>_}: an attempt at a
     * key, however broken.
     */
    public boolean resembles(CharSequence text, int from, int to) {
        Objects.checkFromToIndex(from, to, text.length());
        int end = from + prefix.length();
        if (end >= to || text.charAt(end) != '_') {
            return false;
        }
        for (int i = 0; i < prefix.length(); i++) {
            if (text.charAt(from + i) != prefix.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The format's prefix, and whether it accepts legacy keys. */
    @Override
    public String toString() {
        return "KeyFormat[" + prefix + (legacy == null ? "" : ", accepting legacy") + ']';
    }

    /** Puts head and checksum round a secret. */
    ApiKey seal(Environment environment, char[] secret) {
        boolean live = environment == Environment.LIVE;
        String head = live ? liveHead : sandboxHead;
        Checksum checksum = live ? liveChecksum : sandboxChecksum;
        String sealed = head + String.valueOf(secret);
        char[] digits = new char[CHECKSUM_LENGTH];
        Base62.write(checksum.of(sealed, head.length()), digits, 0, CHECKSUM_LENGTH);
        return new ApiKey(sealed + String.valueOf(digits), head.length());
    }

    /** What a legacy secret may hold; nothing if there is no legacy form. */
    AsciiSet legacyAlphabet() {
        return legacyAlphabet;
    }

    /** All that keys of this format look like, whatever their checksum. */
    List<KeyPattern> patterns() {
        List<KeyPattern> patterns = new ArrayList<>();
        KeyPattern.Run sealed = new KeyPattern.Run(
                AsciiSet.of(Base62.ALPHABET), SECRET_LENGTH + CHECKSUM_LENGTH, SECRET_LENGTH + CHECKSUM_LENGTH);
        patterns.add(pattern(liveHead, sealed));
        patterns.add(pattern(sandboxHead, sealed));
        if (legacy != null) {
            patterns.add(
                    pattern(prefix + '_', new KeyPattern.Run(legacyAlphabet, legacy.minLength(), legacy.maxLength())));
        }
        return patterns;
    }

    private static KeyPattern pattern(String head, KeyPattern.Run secret) {
        List<KeyPattern.Run> runs = new ArrayList<>(KeyPattern.literal(head));
        runs.add(secret);
        return KeyPattern.of(runs);
    }

    private boolean hasRightChecksum(String text, int start, Checksum checksum) {
        int from = start + liveHead.length();
        int sealed = from + SECRET_LENGTH;
        long right = checksum.of(text, from);
        return right >= 0 && right == Base62.read(text, sealed, sealed + CHECKSUM_LENGTH);
    }

    private boolean isLegacy(String text, int start, LegacyForm form) {
        if (!resembles(text, start, text.length())) {
            return false;
        }
        int from = start + prefix.length() + 1;
        int secretLength = text.length() - from;
        if (secretLength < form.minLength() || secretLength > form.maxLength()) {
            return false;
        }
        for (int i = from; i < text.length(); i++) {
            if (!legacyAlphabet.contains(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z';
    }
}
