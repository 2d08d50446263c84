package io.keystile.net;

/** quoted-string (RFC 9110 §5.6.4). */
final class QuotedString {
    private QuotedString() {}

    /** The place behind the closing quote; -1 if there is none, or a control character comes first. */
    static int end(String line, int openingQuote) {
        for (int i = openingQuote + 1; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                return i + 1;
            }
            if (c == '\\' && ++i == line.length()) {
                return -1;
            }
            if (isControl(line.charAt(i))) {
                return -1;
            }
        }
        return -1;
    }

    /** Whether a backslash stands in it. A loop of our own: {@code indexOf} would run on to the end of the line. */
    static boolean hasPair(String line, int openingQuote, int end) {
        for (int i = openingQuote + 1; i < end; i++) {
            if (line.charAt(i) == '\\') {
                return true;
            }
        }
        return false;
    }

    /** What stands between the quotes, quoted pairs resolved. */
    static String content(String line, int openingQuote, int end) {
        StringBuilder content = new StringBuilder(end - openingQuote);
        for (int i = openingQuote + 1; i < end - 1; i++) {
            char c = line.charAt(i);
            content.append(c == '\\' ? line.charAt(++i) : c);
        }
        return content.toString();
    }

    private static boolean isControl(char c) {
        return (c < ' ' && c != '\t') || c == 0x7f;
    }
}
