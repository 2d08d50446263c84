package io.keystile.json;

/** Text out of a file, fit to stand in a message: one line, not long. */
public final class Shown {
    private static final int MAX_LENGTH = 80;
    private static final int MAX_LINE = 240;

    private Shown() {}

    /** The text in single quotes. */
    public static String quoted(String text) {
        return "'" + name(text) + "'";
    }

    /** A parser's message; it can quote what it read. */
    static String line(String text) {
        return cut(text, MAX_LINE);
    }

    static String name(String text) {
        return cut(text, MAX_LENGTH);
    }

    private static String cut(String text, int most) {
        boolean cut = text.length() > most;
        int length = cut ? most : text.length();
        StringBuilder shown = new StringBuilder(length + 1);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            shown.append(isPlain(c) ? c : '?');
        }
        return cut ? shown.append('…').toString() : shown.toString();
    }

    private static boolean isPlain(char c) {
        int type = Character.getType(c);
        return type != Character.CONTROL
                && type != Character.FORMAT // text that turns the direction of a line around
                && type != Character.SURROGATE
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR;
    }
}
