package io.keystile.testkit.cases;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a cell's text stands for, besides placeholders. Bytes are Latin-1 characters. */
final class Cells {
    private static final Pattern REPEATED = Pattern.compile("\\{\\{(.*?)\\*(\\d+)}}");
    private static final Pattern ESCAPED = Pattern.compile("\\\\(\\\\|x([0-9a-f]{2}))");
    private static final Pattern CUT = Pattern.compile(" \\(padded or cut to (\\d+) bytes\\)$");

    private Cells() {}

    /** {@code {{text*n}}} is the text, n times. */
    static String repeated(String text) {
        return REPEATED.matcher(text)
                .replaceAll(m -> Matcher.quoteReplacement(m.group(1).repeat(number(m.group(2)))));
    }

    /** A target's bytes: {@code \\} is a backslash, {@code \xHH} that byte. */
    static String target(String cell) {
        return ESCAPED.matcher(repeated(cell))
                .replaceAll(m -> Matcher.quoteReplacement(
                        m.group(2) == null ? "\\" : String.valueOf((char) Integer.parseInt(m.group(2), 16))));
    }

    /** A body's bytes: JSON string, or text with {@code \r} and {@code \n}, perhaps cut to a length that it names. */
    static String body(String cell) {
        if (cell.startsWith("\"")) {
            return String.valueOf(Json.parse(cell));
        }
        Matcher cut = CUT.matcher(cell);
        if (!cut.find()) {
            return repeated(lineEnds(cell));
        }
        String text = repeated(lineEnds(cell.substring(0, cut.start())));
        int length = number(cut.group(1));
        return (text + " ".repeat(Math.max(0, length - text.length()))).substring(0, length);
    }

    /** {@code \\r} and {@code \\n} are those characters. */
    static String lineEnds(String text) {
        return text.replace("\\r", "\r").replace("\\n", "\n");
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }
}
