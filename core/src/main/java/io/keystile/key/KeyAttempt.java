package io.keystile.key;

/** What an attempt at a key of one format looks like in the middle of any text. */
final class KeyAttempt {
    /** The length of {@code live_} and {@code test_}. */
    static final int ENVIRONMENT_LENGTH = 5;

    private static final String LIVE = Environment.LIVE.segment() + '_';
    private static final String SANDBOX = Environment.SANDBOX.segment() + '_';

    private static final int SHORTEST = 8;
    private static final int SHORTEST_SECRET_IN_WORD = 16;
    private static final AsciiSet SECRET = AsciiSet.of(Base62.ALPHABET);
    private static final AsciiSet WORD = SECRET.with(AsciiSet.of("_"));

    private final String prefix;
    private final AsciiSet secret;
    private final AsciiSet run;

    KeyAttempt(KeyFormat format) {
        this.prefix = format.prefix();
        AsciiSet legacy = SECRET.with(format.legacyAlphabet());
        // Where legacy secrets hold more than digits and letters, an URL has some of them percent-encoded.
        this.secret = legacy.equals(SECRET) ? SECRET : legacy.with(AsciiSet.of("%"));
        this.run = WORD.with(secret);
    }

    int prefixLength() {
        return prefix.length();
    }

    /** Whether an attempt that starts at {@code from} or later has its first {@code _} there. */
    boolean isAt(CharSequence text, int from, int underscore) {
        int start = underscore - prefix.length();
        int rest = underscore + 1;
        if (start < from || !startsWithIgnoringCase(text, start, prefix) || !isRun(text, rest, run, SHORTEST)) {
            return false;
        }
        if (namesEnvironment(text, rest)) {
            return true; // in any case: few keys become one when they are upper-cased, so that hides little
        }
        return isPrefix(text, start) && (isBoundary(text, start) || isRun(text, rest, secret, SHORTEST_SECRET_IN_WORD));
    }

    /** Where the attempt ends. */
    int end(CharSequence text, int underscore) {
        int end = underscore + 1;
        while (end < text.length() && run.contains(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** For the rest of an attempt, which is never shorter than {@link #SHORTEST}. */
    static boolean namesEnvironment(CharSequence text, int from) {
        return startsWithIgnoringCase(text, from, LIVE) || startsWithIgnoringCase(text, from, SANDBOX);
    }

    private boolean isPrefix(CharSequence text, int start) {
        for (int i = 0; i < prefix.length(); i++) {
            if (text.charAt(start + i) != prefix.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a word can start here: the letters before it may end an escape of an URL or of JSON. */
    private static boolean isBoundary(CharSequence text, int start) {
        return start == 0
                || !SECRET.contains(text.charAt(start - 1))
                || (start >= 2 && text.charAt(start - 2) == '\\')
                || (start >= 3 && text.charAt(start - 3) == '%')
                || (start >= 6 && text.charAt(start - 6) == '\\' && text.charAt(start - 5) == 'u');
    }

    private static boolean isRun(CharSequence text, int from, AsciiSet allowed, int length) {
        if (text.length() - from < length) {
            return false;
        }
        for (int i = from; i < from + length; i++) {
            if (!allowed.contains(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** For a lower-case ASCII word, and a text that goes on for its length at least. */
    private static boolean startsWithIgnoringCase(CharSequence text, int from, String word) {
        for (int i = 0; i < word.length(); i++) {
            char c = text.charAt(from + i);
            char lower = c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
            if (lower != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
