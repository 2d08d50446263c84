package io.keystile.request;

import io.keystile.credential.PlaneSet;
import io.keystile.key.KeyShape;
import org.jspecify.annotations.Nullable;

/** A key, raw, until it is hashed. */
public final class PresentedKey extends Presented {
    private final String value;
    private final @Nullable KeyShape shape;
    private final PlaneSet planes;

    PresentedKey(String value, @Nullable KeyShape shape, PlaneSet planes) {
        this.value = value;
        this.shape = shape;
        this.planes = planes;
    }

    @Override
    public Kind kind() {
        return Kind.KEY;
    }

    /** The key itself. */
    public String value() {
        return value;
    }

    /** What it says by its shape; null: of no configured format, as an operator's key may be. */
    public @Nullable KeyShape shape() {
        return shape;
    }

    /** The planes whose keys may stand where this one stood. */
    public PlaneSet planes() {
        return planes;
    }
}
