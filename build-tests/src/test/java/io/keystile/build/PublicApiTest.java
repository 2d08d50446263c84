package io.keystile.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The public API is a file under docs/api: a change of it shows in review, and none slips in. */
class PublicApiTest {
    @ParameterizedTest
    @MethodSource("modules")
    void publicApi_isWhatTheFileSays(ModuleReference module) throws IOException {
        String file = PublishedModules.artifact(module) + ".txt";
        Path actual = Files.createDirectories(Path.of("target", "api")).resolve(file);
        Files.writeString(actual, PublicApi.of(module));

        Path committed = Path.of("..", "docs", "api", file);
        assertThat(Files.exists(committed) ? Files.readString(committed) : "")
                .as("the public API changed; if you meant it: cp build-tests/target/api/*.txt docs/api/")
                .isEqualTo(Files.readString(actual));
    }

    @Test
    void files_areOnePerPublishedModule() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("..", "docs", "api"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(PublishedModules.all()
                            .map(module -> PublishedModules.artifact(module) + ".txt")
                            .toList());
        }
    }

    static Stream<Named<ModuleReference>> modules() {
        return PublishedModules.all().map(module -> Named.of(module.descriptor().name(), module));
    }
}
