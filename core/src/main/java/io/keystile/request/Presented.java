package io.keystile.request;

import io.keystile.credential.PlaneSet;
import io.keystile.key.KeyShape;
import org.jspecify.annotations.Nullable;

/**
 * What a request presents as its credential: nothing, one thing, or several, which is an attack and no choice. Holds the
 * raw value only until it is hashed or verified; never printed.
 */
public final class Presented {
    /** Nothing of ours. */
    public static final Presented NONE = new Presented(Kind.NONE);
    /** Two and more: two places, one header twice, a key and a token. */
    public static final Presented SEVERAL = new Presented(Kind.SEVERAL);
    /** In a place that is none of the route's. */
    public static final Presented MISPLACED = new Presented(Kind.MISPLACED);
    /** In the route's place, but neither a key nor a token by its shape. */
    public static final Presented MALFORMED = new Presented(Kind.MALFORMED);

    private final Kind kind;
    private final String line;
    private final int start;
    private final @Nullable KeyShape shape;
    private final PlaneSet planes;

    private Presented(Kind kind) {
        this(kind, "", 0, null, PlaneSet.none());
    }

    private Presented(Kind kind, String line, int start, @Nullable KeyShape shape, PlaneSet planes) {
        this.kind = kind;
        this.line = line;
        this.start = start;
        this.shape = shape;
        this.planes = planes;
    }

    static Presented key(String value, @Nullable KeyShape shape, PlaneSet planes) {
        return new Presented(Kind.KEY, value, 0, shape, planes);
    }

    /** A token from there to the line's end: it is long, so it is not copied out of the line before it must be. */
    static Presented token(String line, int start, PlaneSet planes) {
        return new Presented(Kind.TOKEN, line, start, null, planes);
    }

    /** Which of these it is. */
    public Kind kind() {
        return kind;
    }

    /** The key or token; empty for the other kinds. */
    public String value() {
        return start == 0 ? line : line.substring(start);
    }

    /** The header's line whose end the {@link #value()} is. */
    public String line() {
        return line;
    }

    /** Where in the line it starts. */
    public int start() {
        return start;
    }

    /** What the key says by its shape; null: of no configured format, as an operator's key may be. */
    public @Nullable KeyShape shape() {
        return shape;
    }

    /** The planes whose credentials may stand where this one stood. */
    public PlaneSet planes() {
        return planes;
    }

    /** The kind alone. */
    @Override
    public String toString() {
        return "Presented[" + kind + "]";
    }

    /** The kinds. */
    public enum Kind {
        /** Nothing of ours. */
        NONE,
        /** Two and more. */
        SEVERAL,
        /** In a place that is none of the route's. */
        MISPLACED,
        /** Neither a key nor a token by its shape. */
        MALFORMED,
        /** A key: one of a configured format, or on the admin plane any text. */
        KEY,
        /** What stands where a token may and is no key. */
        TOKEN
    }
}
