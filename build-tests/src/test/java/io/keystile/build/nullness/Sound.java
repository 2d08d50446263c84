package io.keystile.build.nullness;

import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** What {@code PlantedNull} would be without its bug: that this compiles shows that the bug alone stops the other. */
@NullMarked
final class Sound {
    private Sound() {}

    static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }
}
