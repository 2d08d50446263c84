package io.keystile.key;

/** What an attempt at an imported key looks like in the middle of any text: the beginning of all such keys, and more. */
final class ImportedAttempt {
    private static final int SHORTEST_HEAD = 3;
    private static final int SHORTEST = 8;
    private static final int SHORTEST_WITH_TAIL = 16;
    private static final int TAIL = 4;

    private final String head;
    private final AsciiSet run;

    ImportedAttempt(ImportedFormat format) {
        this.head = format.head();
        // Parts of a key may be percent-encoded in an URL.
        this.run = format.characters().with(AsciiSet.of("%"));
    }

    /** Whether its keys start with enough to be found by. */
    static boolean canBeTold(ImportedFormat format) {
        return format.head().length() >= SHORTEST_HEAD;
    }

    /** The text without them; the same instance if nothing was found. */
    String redact(String text) {
        StringBuilder clean = null;
        int copied = 0;
        int at = text.indexOf(head);
        while (at >= 0) {
            int from = at + head.length();
            int end = from;
            while (end < text.length() && run.contains(text.charAt(end))) {
                end++;
            }
            if (end - from >= SHORTEST) {
                clean = clean == null ? new StringBuilder(text.length()) : clean;
                clean.append(text, copied, from).append('…');
                copied = end - from >= SHORTEST_WITH_TAIL ? end - TAIL : end;
            }
            // Behind the run, or the head would be found again within what was just taken out.
            at = text.indexOf(head, Math.max(end, at + 1));
        }
        return clean == null ? text : clean.append(text, copied, text.length()).toString();
    }
}
