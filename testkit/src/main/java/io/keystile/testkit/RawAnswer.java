package io.keystile.testkit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An answer as it stood on the wire, bytes as Latin-1 characters.
 *
 * @param statusLine without its line end
 * @param headerLines in order, without their line ends
 * @param body without its transfer coding
 */
public record RawAnswer(String statusLine, List<String> headerLines, String body) {
    /** Copies. */
    public RawAnswer {
        headerLines = List.copyOf(headerLines);
    }

    /** The status code. */
    public int status() {
        return Integer.parseInt(statusLine.substring(9, 12));
    }

    /** The value of a header, without the blanks around it; null if there is none. */
    public @Nullable String header(String name) {
        List<String> values = headers(name);
        return values.isEmpty() ? null : values.get(0);
    }

    /** The values of a header's lines, in order. */
    public List<String> headers(String name) {
        List<String> values = new ArrayList<>();
        for (String line : headerLines) {
            if (line.regionMatches(true, 0, name + ":", 0, name.length() + 1)) {
                values.add(line.substring(name.length() + 1).strip());
            }
        }
        return values;
    }

    /** The body's bytes. */
    public byte[] bodyBytes() {
        return body.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** All of it, with {@code Date} and {@code X-Decision-Ref} masked, letter by letter: what answers are compared by. */
    public String uniform() {
        StringBuilder text = new StringBuilder(statusLine).append('\n');
        for (String line : headerLines) {
            String name = line.substring(0, Math.max(0, line.indexOf(':'))).toLowerCase(Locale.ROOT);
            boolean varies = name.equals("date") || name.equals("x-decision-ref");
            text.append(varies ? name + ": " + "#".repeat(line.length() - name.length() - 2) : line)
                    .append('\n');
        }
        return text.append('\n').append(body).toString();
    }

    /** The same without a body, and with what only describes it: for answers to HEAD. */
    public String uniformHead() {
        return new RawAnswer(statusLine, headerLines, "").uniform();
    }
}
