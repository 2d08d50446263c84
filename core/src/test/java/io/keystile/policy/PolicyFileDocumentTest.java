package io.keystile.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What docs/policy-file.md shows is what the code does. */
class PolicyFileDocumentTest {
    private static String block(String language) throws IOException {
        String document = Files.readString(Path.of("..", "docs", "policy-file.md"));
        String fence = "```" + language + "\n";
        int start = document.indexOf(fence) + fence.length();
        assertThat(start).isGreaterThanOrEqualTo(fence.length());
        return document.substring(start, document.indexOf("```", start));
    }

    private static AccessPolicy example() throws IOException {
        return AccessPolicy.read("config/api-keys.json", new StringReader(block("json")));
    }

    @Test
    void example_isAPolicyWhoseTableStandsBelowIt() throws IOException {
        assertThat(example().describe()).isEqualTo(block("table"));
    }

    @Test
    void findings_areThoseOfTheExample() throws IOException {
        List<String> findings = example().lint().stream().map(Finding::toString).toList();
        assertThat(String.join("\n", findings) + "\n").isEqualTo(block("lint"));
    }
}
