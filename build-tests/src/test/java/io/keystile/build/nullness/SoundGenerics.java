package io.keystile.build.nullness;

import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** What {@code PlantedGenericNull} would be without its bug. */
@NullMarked
final class SoundGenerics {
    private SoundGenerics() {}

    static List<@Nullable String> names(List<@Nullable String> given) {
        return given;
    }
}
