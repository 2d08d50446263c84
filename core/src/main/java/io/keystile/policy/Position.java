package io.keystile.policy;

import io.keystile.json.Spot;
import java.util.Objects;

/**
 * A place in a policy file.
 *
 * @param source the file's name, as it was given to be read
 * @param line from 1
 * @param column from 1, in UTF-16 units
 * @param field the path of the value that stands there, such as {@code rules[3].scope}; empty for the whole file
 */
public record Position(String source, int line, int column, String field) {
    public Position {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(field, "field");
        if (line < 1 || column < 1) {
            throw new IllegalArgumentException("lines and columns count from 1; given: " + line + ":" + column);
        }
    }

    static Position of(String source, Spot spot) {
        return new Position(source, Math.max(1, spot.line()), Math.max(1, spot.column()), spot.field());
    }

    /** As compilers write it, so that editors can jump there: {@code config/api-keys.json:12:9 rules[3].scope}. */
    @Override
    public String toString() {
        return source + ":" + line + ":" + column + (field.isEmpty() ? "" : " " + field);
    }
}
