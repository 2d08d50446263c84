package io.keystile.key;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes keys out of text on its way to a log, and what looks like an attempt at one.
 *
 * <p>Whatever follows {@code <prefix>_} for eight characters or more, at any position, leaves at most its last four:
 * {@code dd_live_…wxyz}, or {@code dd_…} if it is too short for a key. Inside a word, where {@code add_customer} would
 * look the same, the rest must also look like a key. Redacting twice changes nothing more. A key in another encoding
 * (percent-encoded letters, Base64) is not recognised. Immutable.
 *
 * <p>Imported keys are known by what all keys of their format start with, from three characters on. A format without such a
 * beginning is not recognised: nothing tells its keys from other ids in a text.
 */
public final class KeyRedactor {
    /** From so many characters on, prefix included, the last four are shown. */
    private static final int SHORTEST_WITH_TAIL = 16;

    private static final int TAIL = 4;

    private final List<KeyAttempt> attempts;
    private final List<ImportedAttempt> imported;

    private KeyRedactor(List<KeyAttempt> attempts, List<ImportedAttempt> imported) {
        this.attempts = attempts;
        this.imported = imported;
    }

    /** Looks for the prefixes of those formats. */
    public static KeyRedactor of(KeyFormats formats) {
        return new KeyRedactor(
                formats.all().stream().map(KeyAttempt::new).toList(),
                formats.imported().stream()
                        .filter(ImportedAttempt::canBeTold)
                        .map(ImportedAttempt::new)
                        .toList());
    }

    /** The text without keys; the same instance if it is a string and nothing was found. */
    public String redact(CharSequence text) {
        String clean = redactOwn(text);
        for (ImportedAttempt attempt : imported) {
            clean = attempt.redact(clean);
        }
        return clean;
    }

    private String redactOwn(CharSequence text) {
        StringBuilder clean = null;
        int copied = 0;
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) != '_') {
                continue;
            }
            KeyAttempt found = longestAttempt(text, copied, at);
            if (found == null) {
                continue;
            }
            if (clean == null) {
                clean = new StringBuilder(text.length());
            }
            int end = found.end(text, at);
            clean.append(text, copied, at + 1);
            appendHint(clean, found, text, at, end);
            copied = end;
            at = end - 1;
        }
        return clean == null
                ? text.toString()
                : clean.append(text, copied, text.length()).toString();
    }

    /** With the prefixes {@code dd} and {@code add}, {@code add_…} is an attempt at the latter. */
    private @Nullable KeyAttempt longestAttempt(CharSequence text, int from, int underscore) {
        KeyAttempt longest = null;
        for (KeyAttempt attempt : attempts) {
            if ((longest == null || attempt.prefixLength() > longest.prefixLength())
                    && attempt.isAt(text, from, underscore)) {
                longest = attempt;
            }
        }
        return longest;
    }

    /** What stands after the prefix and its {@code _} in the redacted text. */
    private static void appendHint(
            StringBuilder clean, KeyAttempt attempt, CharSequence text, int underscore, int end) {
        if (end - underscore + attempt.prefixLength() < SHORTEST_WITH_TAIL) {
            clean.append('…');
            return;
        }
        if (KeyAttempt.namesEnvironment(text, underscore + 1)) {
            clean.append(text, underscore + 1, underscore + 1 + KeyAttempt.ENVIRONMENT_LENGTH);
        }
        clean.append('…').append(text, end - TAIL, end);
    }
}
