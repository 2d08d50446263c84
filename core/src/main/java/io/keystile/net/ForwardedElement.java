package io.keystile.net;

import org.jspecify.annotations.Nullable;

/** The parameters of one element of {@code Forwarded}, each of which may stand once (RFC 7239 §4). */
final class ForwardedElement {
    /** Four are registered; the bound keeps the search for repetitions linear in the line. */
    private static final int MOST_PARAMETERS = 16;

    private final String line;
    /** Start and end of each name. */
    private final int[] names = new int[2 * MOST_PARAMETERS];

    private int count;
    private @Nullable IpAddress hop;

    ForwardedElement(String line) {
        this.line = line;
    }

    void clear() {
        count = 0;
        hop = null;
    }

    /** Takes a parameter by its places in the line; false if it may not stand here. */
    boolean add(int name, int nameEnd, int value, int valueEnd) {
        if (count == MOST_PARAMETERS) {
            return false;
        }
        int length = nameEnd - name;
        for (int i = 0; i < count; i++) {
            int earlier = names[2 * i];
            if (names[2 * i + 1] - earlier == length && line.regionMatches(true, earlier, line, name, length)) {
                return false;
            }
        }
        names[2 * count] = name;
        names[2 * count + 1] = nameEnd;
        count++;
        if (length == 3 && line.regionMatches(true, name, "for", 0, 3)) {
            hop = node(value, valueEnd);
        }
        return true;
    }

    private @Nullable IpAddress node(int value, int valueEnd) {
        if (line.charAt(value) != '"') {
            return HopNode.parse(line, value, valueEnd, true);
        }
        if (!QuotedString.hasPair(line, value, valueEnd)) {
            return HopNode.parse(line, value + 1, valueEnd - 1, true);
        }
        String unquoted = QuotedString.content(line, value, valueEnd);
        return HopNode.parse(unquoted, 0, unquoted.length(), true);
    }

    /** The address that {@code for} names; {@code null} if there is none, or it is no address. */
    @Nullable
    IpAddress hop() {
        return hop;
    }
}
