package io.keystile.build.nullness;

import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** A bug on purpose: the build must refuse it. */
@NullMarked
final class PlantedNull {
    private PlantedNull() {}

    static int length(@Nullable String text) {
        return text.length();
    }
}
