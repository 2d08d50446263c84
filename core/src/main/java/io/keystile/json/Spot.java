package io.keystile.json;

/**
 * A place in a JSON text.
 *
 * @param line from 1
 * @param column from 1, in UTF-16 units
 * @param field the path of the value that stands there, such as {@code rules[3].scope}; empty for the whole text
 */
public record Spot(int line, int column, String field) {
    Spot item(int index, int atLine, int atColumn) {
        return new Spot(atLine, atColumn, field + "[" + index + "]");
    }

    Spot member(String name, int atLine, int atColumn) {
        return new Spot(atLine, atColumn, field.isEmpty() ? Shown.name(name) : field + "." + Shown.name(name));
    }

    /** In the order of the text. */
    public static int compare(Spot one, Spot two) {
        int byLine = Integer.compare(one.line, two.line);
        return byLine == 0 ? Integer.compare(one.column, two.column) : byLine;
    }
}
