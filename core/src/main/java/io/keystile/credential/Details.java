package io.keystile.credential;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a record carries beside its rights: a label for people, attributes for programs, limits of its own. Never secret:
 * they show in lists, events and logs.
 *
 * @param label up to 128 characters, or null
 * @param attributes up to 16, names of up to 64 and values of up to 256 characters, in alphabetical order
 * @param limits instead of the service's; empty for the service's own
 */
public record Details(@Nullable String label, Map<String, String> attributes, List<Limit> limits) {
    private static final Details NONE = new Details(null, Map.of(), List.of());
    private static final int MAX_ATTRIBUTES = 16;
    private static final int MAX_NAME = 64;
    private static final int MAX_VALUE = 256;

    /** Copies and checks. */
    public Details {
        if (label != null) {
            printable("label", label, OpaqueText.MAX_LENGTH);
        }
        attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
        if (attributes.size() > MAX_ATTRIBUTES) {
            throw new InvalidFieldException("attributes", "must be at most " + MAX_ATTRIBUTES);
        }
        attributes.forEach((name, value) -> {
            printable("attributes", name, MAX_NAME);
            printable("attributes", value, MAX_VALUE);
        });
        limits = List.copyOf(limits);
    }

    /** No label, no attributes, no limits of its own. */
    public static Details none() {
        return NONE;
    }

    /** The same with another label. */
    public Details withLabel(@Nullable String newLabel) {
        return new Details(newLabel, attributes, limits);
    }

    /** The same with other attributes, instead of all those before. */
    public Details withAttributes(Map<String, String> newAttributes) {
        return new Details(label, newAttributes, limits);
    }

    /** The same with other limits. */
    public Details withLimits(List<Limit> newLimits) {
        return new Details(label, attributes, newLimits);
    }

    private static void printable(String field, String text, int max) {
        if (text.isBlank() || text.length() > max) {
            throw new InvalidFieldException(field, "must have 1 to " + max + " characters and not be blank");
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidFieldException(field, "must hold no control character");
        }
        if (text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
            // UTF-8 can't say it: a store would refuse it, or keep another text.
            throw new InvalidFieldException(field, "must hold no unpaired surrogate");
        }
    }
}
