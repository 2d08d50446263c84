package io.keystile.key;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The key formats of one service, each of another prefix: the first one issues, all are accepted.
 *
 * <p>Immutable.
 */
public final class KeyFormats {
    private final List<KeyFormat> formats;
    private final KeyFormat issuing;
    private final KeyFormat[] others;

    private KeyFormats(List<KeyFormat> formats) {
        this.formats = formats;
        this.issuing = formats.get(0);
        this.others = formats.subList(1, formats.size()).toArray(new KeyFormat[0]);
    }

    /**
     * The formats in this order, the first one issuing.
     *
     * @throws IllegalArgumentException if there is no format, or two have the same prefix
     */
    public static KeyFormats of(KeyFormat... formats) {
        List<KeyFormat> copy = List.of(formats);
        if (copy.isEmpty()) {
            throw new IllegalArgumentException("key formats: none given, must be at least one");
        }
        Set<String> prefixes = new HashSet<>();
        for (KeyFormat format : copy) {
            if (!prefixes.add(format.prefix())) {
                throw new IllegalArgumentException(
                        "key formats: prefix \"%s\" given twice, must be different".formatted(format.prefix()));
            }
        }
        return new KeyFormats(copy);
    }

    /** The format of new keys. */
    public KeyFormat issuing() {
        return issuing;
    }

    /** All formats, the issuing one first. */
    public List<KeyFormat> all() {
        return formats;
    }

    /** What a candidate is by its shape, or null if it is no well-formed key of any format; allocates nothing. */
    public @Nullable KeyShape shapeOf(String candidate) {
        KeyShape shape = issuing.shapeOf(candidate);
        for (int i = 0; shape == null && i < others.length; i++) {
            shape = others[i].shapeOf(candidate);
        }
        return shape;
    }

    /** The key, or null if the candidate is no well-formed key of any format. */
    public @Nullable ApiKey parse(String candidate) {
        return shapeOf(candidate) == null ? null : new ApiKey(candidate);
    }

    /** Whether the region from {@code from} up to {@code to} starts with the {@code <prefix>_} of any format. */
    public boolean resembles(CharSequence text, int from, int to) {
        boolean found = issuing.resembles(text, from, to);
        for (int i = 0; !found && i < others.length; i++) {
            found = others[i].resembles(text, from, to);
        }
        return found;
    }

    /** The formats, none of which is secret. */
    @Override
    public String toString() {
        return "KeyFormats" + formats;
    }
}
