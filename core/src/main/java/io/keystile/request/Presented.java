package io.keystile.request;

/**
 * What a request presents as its credential: a {@link PresentedKey}, a {@link PresentedToken}, nothing, or several, which is an
 * attack and no choice. Never printed.
 */
public abstract sealed class Presented permits PresentedKey, PresentedToken, Presented.Nothing {
    /** Nothing of ours. */
    public static final Presented NONE = new Nothing(Kind.NONE);
    /** Two and more: two places, one header twice, a key and a token. */
    public static final Presented SEVERAL = new Nothing(Kind.SEVERAL);
    /** In a place that is none of the route's. */
    public static final Presented MISPLACED = new Nothing(Kind.MISPLACED);
    /** In the route's place, but neither a key nor a token by its shape. */
    public static final Presented MALFORMED = new Nothing(Kind.MALFORMED);

    Presented() {}

    /** Which of these it is. */
    public abstract Kind kind();

    /** The kind alone. */
    @Override
    public final String toString() {
        return "Presented[" + kind() + "]";
    }

    /** Nothing that could be looked up. */
    static final class Nothing extends Presented {
        private final Kind kind;

        private Nothing(Kind kind) {
            this.kind = kind;
        }

        @Override
        public Kind kind() {
            return kind;
        }
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
