package io.keystile.key;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The key formats of one service, each of another prefix: the first one issues, all are accepted. Beside them, the formats of
 * keys that were imported.
 *
 * <p>Immutable.
 */
public final class KeyFormats {
    private final List<KeyFormat> formats;
    private final List<ImportedFormat> imported;
    private final KeyFormat issuing;
    private final KeyFormat[] others;

    private KeyFormats(List<KeyFormat> formats, List<ImportedFormat> imported) {
        this.formats = formats;
        this.imported = imported;
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
        return new KeyFormats(copy, List.of());
    }

    /**
     * The same, and these for keys that were imported, instead of those before.
     *
     * @throws IllegalArgumentException if two have one name, or a text could be read in two ways: as a key of two formats, or
     *     as a key and a JWT
     */
    public KeyFormats importing(ImportedFormat... importedFormats) {
        List<ImportedFormat> copy = List.of(importedFormats);
        new Overlaps(formats).check(copy);
        return new KeyFormats(formats, copy);
    }

    /** The format of new keys. */
    public KeyFormat issuing() {
        return issuing;
    }

    /** All formats of our own, the issuing one first. */
    public List<KeyFormat> all() {
        return formats;
    }

    /** The formats of imported keys. */
    public List<ImportedFormat> imported() {
        return imported;
    }

    /** What a candidate is by its shape, or null if it is no well-formed key of any format; allocates nothing. */
    public @Nullable KeyShape shapeOf(String candidate) {
        return shapeOf(candidate, 0);
    }

    /** What a text is from one of its indexes on, as {@link #shapeOf(String)}. */
    public @Nullable KeyShape shapeOf(String text, int start) {
        KeyShape shape = issuing.shapeOf(text, start);
        for (int i = 0; shape == null && i < others.length; i++) {
            shape = others[i].shapeOf(text, start);
        }
        return shape == null && !imported.isEmpty() ? importedShapeOf(text.substring(start)) : shape;
    }

    private @Nullable KeyShape importedShapeOf(String candidate) {
        for (ImportedFormat format : imported) {
            if (format.matches(candidate)) {
                return format.shape();
            }
        }
        return null;
    }

    /** The key, or null if the candidate is no well-formed key of any format. */
    public @Nullable ApiKey parse(String candidate) {
        for (KeyFormat format : formats) {
            ApiKey key = format.parse(candidate);
            if (key != null) {
                return key;
            }
        }
        for (ImportedFormat format : imported) {
            if (format.matches(candidate)) {
                return new ApiKey(candidate, format.head().length());
            }
        }
        return null;
    }

    /** Whether the region from {@code from} up to {@code to} starts with the {@code <prefix>_} of any format of our own. */
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
        List<Object> all = new ArrayList<>(formats);
        all.addAll(imported);
        return "KeyFormats" + all;
    }
}
