package io.keystile.build.nullness;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/**
 * The build's null checker is on. Each planted bug is compiled by this module's pom with the settings that every module
 * inherits, and must leave no class file; its twin without the bug must leave one.
 */
class NullnessTest {
    @Test
    void nullDereferenced_doesNotCompile() {
        assertThat(compiled("Sound")).isTrue();
        assertThat(compiled("PlantedNull"))
                .as("a null bug compiled: NullAway is off")
                .isFalse();
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_22, disabledReason = "NullAway's JSpecify mode needs the javac of 22 or later")
    void nullInTypeArgument_doesNotCompile() {
        assertThat(compiled("SoundGenerics")).isTrue();
        assertThat(compiled("PlantedGenericNull"))
                .as("a null bug in generics compiled: NullAway's JSpecify mode is off")
                .isFalse();
    }

    private static boolean compiled(String name) {
        return Files.exists(Path.of("target/test-classes/io/keystile/build/nullness", name + ".class"));
    }
}
