package io.keystile.build.nullness;

import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** A bug on purpose, inside a type argument: the build must refuse it in JSpecify mode. */
@NullMarked
final class PlantedGenericNull {
    private PlantedGenericNull() {}

    static List<String> names(List<@Nullable String> given) {
        return given;
    }
}
