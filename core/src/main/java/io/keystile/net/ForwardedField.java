package io.keystile.net;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of {@code Forwarded} (RFC 7239 §4). It is read from the left, since only so a comma inside quotes is told
 * from one between elements, and then walked from the right.
 *
 * <p>An element that breaks the grammar is a malformed hop; the others stay what they are. A quote where the grammar has
 * none, or one that doesn't end, makes the whole line one malformed hop: parsers differ in where the next element begins.
 */
final class ForwardedField {
    private final String line;
    private final ForwardedElement element;
    private final List<@Nullable IpAddress> hops = new ArrayList<>();
    private int at;

    private ForwardedField(String line) {
        this.line = line;
        this.element = new ForwardedElement(line);
    }

    static void walk(String line, HopWalk walk) {
        ForwardedField field = new ForwardedField(line);
        if (!field.read()) {
            walk.step(null);
            return;
        }
        for (int i = field.hops.size() - 1; i >= 0 && !walk.ended(); i--) {
            walk.step(field.hops.get(i));
        }
    }

    /** Fills {@link #hops}; false if the quotes are not to be trusted. */
    private boolean read() {
        boolean more = true;
        while (more) {
            element.clear();
            boolean wellFormed = pairs();
            while (at < line.length() && line.charAt(at) != ',') { // only what is malformed is left here
                if (line.charAt(at++) == '"') {
                    return false;
                }
            }
            hops.add(wellFormed ? element.hop() : null);
            more = at < line.length();
            at++;
        }
        return true;
    }

    /** Reads the element's pairs up to its comma; the grammar lets them be empty, recipients allow blanks at {@code ;}. */
    private boolean pairs() {
        while (true) {
            skipBlanks();
            if (atEnd()) {
                return true;
            }
            if (line.charAt(at) != ';' && !pair()) {
                return false;
            }
            skipBlanks();
            if (atEnd()) {
                return true;
            }
            if (line.charAt(at++) != ';') {
                at--;
                return false;
            }
        }
    }

    private boolean pair() {
        int name = at;
        int equals = tokenEnd(name);
        if (equals == name || equals == line.length() || line.charAt(equals) != '=') {
            at = equals;
            return false;
        }
        int value = equals + 1;
        boolean quoted = value < line.length() && line.charAt(value) == '"';
        int end = quoted ? QuotedString.end(line, value) : tokenEnd(value);
        if (end <= value) { // an empty token, or no end of quotes: then we stop at them
            at = value;
            return false;
        }
        at = end;
        return element.add(name, equals, value, end);
    }

    private int tokenEnd(int from) {
        int end = from;
        while (end < line.length() && Token.isCharacter(line.charAt(end))) {
            end++;
        }
        return end;
    }

    private boolean atEnd() {
        return at >= line.length() || line.charAt(at) == ',';
    }

    private void skipBlanks() {
        while (at < line.length() && Blank.is(line.charAt(at))) {
            at++;
        }
    }
}
