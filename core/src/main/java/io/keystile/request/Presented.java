package io.keystile.request;

import io.keystile.credential.Plane;
import io.keystile.key.KeyShape;
import java.util.Set;
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
    private final String value;
    private final @Nullable KeyShape shape;
    private final Set<Plane> planes;

    private Presented(Kind kind) {
        this(kind, "", null, Set.of());
    }

    private Presented(Kind kind, String value, @Nullable KeyShape shape, Set<Plane> planes) {
        this.kind = kind;
        this.value = value;
        this.shape = shape;
        this.planes = planes;
    }

    static Presented key(String value, @Nullable KeyShape shape, Set<Plane> planes) {
        return new Presented(Kind.KEY, value, shape, planes);
    }

    static Presented token(String value, Set<Plane> planes) {
        return new Presented(Kind.TOKEN, value, null, planes);
    }

    /** Which of these it is. */
    public Kind kind() {
        return kind;
    }

    /** The key or token; empty for the other kinds. */
    public String value() {
        return value;
    }

    /** What the key says by its shape; null: of no configured format, as an operator's key may be. */
    public @Nullable KeyShape shape() {
        return shape;
    }

    /** The planes whose credentials may stand where this one stood. */
    public Set<Plane> planes() {
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
