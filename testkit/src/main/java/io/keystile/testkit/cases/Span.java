package io.keystile.testkit.cases;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The characters of a key that a phrase speaks of.
 *
 * @param from the first
 * @param to behind the last
 */
record Span(int from, int to) {
    private static final int CHECKSUM_LENGTH = 6;

    static Span all(String value) {
        return new Span(0, value.length());
    }

    /**
     * Reads "first", "last", "3rd", … of all, of the secret (what stands behind the last {@code _}, the checksum aside
     * where there can be one), or of the checksum.
     */
    static Span of(String value, @Nullable String ordinal, @Nullable String part, @Nullable String count) {
        int start = 0;
        int end = value.length();
        if (part != null) {
            int secret = value.lastIndexOf('_') + 1;
            int checksum = Math.max(secret, end - CHECKSUM_LENGTH);
            start = part.equals("secret") ? secret : checksum;
            end = part.equals("secret") && checksum > secret ? checksum : end;
        }
        int length = count == null ? 1 : count(count);
        String which = ordinal == null ? "last" : ordinal;
        int from = switch (which) {
            case "first" -> start;
            case "second" -> start + 1;
            case "third" -> start + 2;
            case "last" -> end - length;
            case "middle" -> (start + end) / 2;
            default -> start + Integer.parseInt(which.substring(0, which.length() - 2)) - 1;
        };
        if (from < start || from + length > end) {
            throw new IllegalArgumentException("there are no such characters in a value of " + value.length());
        }
        return new Span(from, from + length);
    }

    static int count(String words) {
        return switch (words) {
            case "one" -> 1;
            case "two" -> 2;
            case "three" -> 3;
            case "four" -> 4;
            case "five" -> 5;
            case "six" -> 6;
            case "eight" -> 8;
            case "ten" -> 10;
            default -> Integer.parseInt(words);
        };
    }

    String removedFrom(String value) {
        return with(value, "");
    }

    /** @param how what is done to the characters: changed, removed, doubled, replaced by … */
    String changed(String value, String how) {
        String old = value.substring(from, to);
        int by = how.indexOf("replaced by ");
        if (by == 0) {
            return with(value, Phrases.text(how.substring("replaced by ".length())));
        }
        return switch (how) {
            case "changed", "replaced", "flipped", "altered", "wrong", "different", "mistyped" ->
                with(value, others(old));
            case "removed", "dropped", "missing", "cut off", "left out" -> removedFrom(value);
            case "doubled", "repeated", "twice" -> with(value, old + old);
            case "in the other case", "swapped in case", "in swapped case" -> swappedCase(value);
            case "in upper case" -> with(value, old.toUpperCase(Locale.ROOT));
            case "in lower case" -> with(value, old.toLowerCase(Locale.ROOT));
            case "swapped" ->
                with(
                        value,
                        old.length() == 1
                                ? others(old)
                                : new StringBuilder(old).reverse().toString());
            default -> throw new IllegalArgumentException("unknown words in a placeholder: characters '" + how + "'");
        };
    }

    String swappedCase(String value) {
        StringBuilder swapped = new StringBuilder();
        for (int i = from; i < to; i++) {
            char c = value.charAt(i);
            swapped.append(Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c));
        }
        return with(value, swapped.toString());
    }

    static String insertedInMiddle(String value, String text) {
        int middle = value.length() / 2;
        return new Span(middle, middle).with(value, text);
    }

    private String with(String value, String text) {
        return value.substring(0, from) + text + value.substring(to);
    }

    /** Other characters of the same kind, so that only the checksum, or nothing, tells. */
    private static String others(String text) {
        StringBuilder others = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean wraps = c == '9' || c == 'z' || c == 'Z';
            boolean plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            others.append(!plain ? 'x' : wraps ? (char) (c - 1) : (char) (c + 1));
        }
        return others.toString();
    }
}
