package io.keystile.examples.common;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The fields of a JSON object. What is missing, unknown or of another type is a problem that names the field. */
public final class Fields {
    private static final Pattern RFC_3339 =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?([Zz]|[+-]\\d{2}:\\d{2})");

    /** What is told back of a caller's own text: nothing that could be a key. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]{1,32}");

    private final JsonNode object;

    private Fields(JsonNode object) {
        this.object = object;
    }

    /** The fields of an object that has no others than {@code known}. */
    public static Fields of(JsonNode value, String... known) {
        if (!value.isObject()) {
            throw ProblemException.badRequest("must be a JSON object");
        }
        Set<String> names = Set.of(known);
        for (Iterator<String> given = value.fieldNames(); given.hasNext(); ) {
            String name = given.next();
            if (!names.contains(name)) {
                String shown = NAME.matcher(name).matches() ? name : "(a field)";
                throw ProblemException.badField(shown, "is unknown; there are " + String.join(", ", List.of(known)));
            }
        }
        return new Fields(value);
    }

    public boolean has(String field) {
        return object.has(field);
    }

    /** Whether it is there and a string. */
    public boolean isText(String field) {
        return object.path(field).isTextual();
    }

    public String text(String field) {
        JsonNode value = required(field);
        if (!value.isTextual()) {
            throw ProblemException.badField(field, "must be a string");
        }
        return value.textValue();
    }

    public List<String> texts(String field) {
        JsonNode values = required(field);
        List<String> texts = new ArrayList<>();
        for (JsonNode value : values) {
            if (value.isTextual()) {
                texts.add(value.textValue());
            }
        }
        if (!values.isArray() || texts.size() < values.size()) {
            throw ProblemException.badField(field, "must be an array of strings");
        }
        return texts;
    }

    public long wholeNumber(String field) {
        JsonNode value = required(field);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw ProblemException.badField(field, "must be a whole number");
        }
        return value.longValue();
    }

    /** False if it is missing. */
    public boolean flag(String field) {
        if (!has(field)) {
            return false;
        }
        JsonNode value = required(field);
        if (!value.isBoolean()) {
            throw ProblemException.badField(field, "must be true or false");
        }
        return value.booleanValue();
    }

    /** Null if it is missing or null. */
    @Nullable
    public Instant time(String field) {
        if (!has(field) || required(field).isNull()) {
            return null;
        }
        String text = text(field);
        if (RFC_3339.matcher(text).matches()) {
            try {
                return OffsetDateTime.parse(text.toUpperCase(Locale.ROOT)).toInstant();
            } catch (DateTimeException e) {
                // As below: the shape is right, and there is no such day or hour.
            }
        }
        throw ProblemException.badField(field, "must be a time by RFC 3339, such as 2030-01-31T12:00:00Z");
    }

    private JsonNode required(String field) {
        JsonNode value = object.get(field);
        if (value == null) {
            throw ProblemException.badField(field, "is missing");
        }
        return value;
    }
}
