package io.keystile.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The example in the documentation is a test that runs. */
class DocumentationTest {
    @Test
    void example_isTheTestThatRuns() throws IOException {
        Path example = Path.of("src/test/java/io/keystile/testkit/InMemoryCredentialStoreTest.java");

        assertThat(Files.readString(Path.of("..", "docs", "testing.md")))
                .contains("```java\n" + Files.readString(example) + "```");
    }
}
