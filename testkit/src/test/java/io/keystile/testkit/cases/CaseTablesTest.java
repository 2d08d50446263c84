package io.keystile.testkit.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaseTablesTest {
    private final @Nullable String directory = System.getProperty(CaseTables.DIRECTORY_PROPERTY);
    private final @Nullable String root = System.getProperty(CaseTables.ROOT_PROPERTY);

    @BeforeEach
    void takeOurOwn() {
        System.clearProperty(CaseTables.DIRECTORY_PROPERTY);
    }

    @AfterEach
    void restoreProperties() {
        set(CaseTables.DIRECTORY_PROPERTY, directory);
        set(CaseTables.ROOT_PROPERTY, root);
    }

    private static void set(String property, @Nullable String value) {
        if (value == null) {
            System.clearProperty(property);
        } else {
            System.setProperty(property, value);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "paths, 86",
        "clientip, 59",
        "cidr, 70",
        "token-endpoint, 45",
        "jwt, 64",
        "headers, 61",
        "trpc, 44",
        "uniformity, 23"
    })
    void ownTables_areWhole(String table, int rows) {
        assertThat(CaseTables.rows(table)).hasSize(rows);
    }

    @Test
    void folder_isReadInsteadAndAloneOfOurs(@TempDir Path folder) throws IOException {
        Files.writeString(
                Files.createDirectory(folder.resolve("mine")).resolve("paths.tsv"),
                "# a comment\nid\ttarget\n\nQ1\t/a\\x09\nQ2\t-\n");
        System.setProperty(CaseTables.ROOT_PROPERTY, folder.toString());
        System.setProperty(CaseTables.DIRECTORY_PROPERTY, "mine");

        assertThat(CaseTables.rows("paths"))
                .containsExactly(
                        new CaseRow("paths", Map.of("id", "Q1", "target", "/a\\x09")),
                        new CaseRow("paths", Map.of("id", "Q2", "target", "-")));
        assertThat(CaseTables.rows("paths").get(1).cell("target")).isEmpty();
        assertThat(CaseTables.rows("trpc")).isEmpty();
    }

    @Test
    void folderThatIsNone_isRefused(@TempDir Path folder) {
        System.setProperty(
                CaseTables.DIRECTORY_PROPERTY, folder.resolve("nothing").toString());

        assertThatIllegalArgumentException().isThrownBy(() -> CaseTables.rows("paths"));
    }

    @Test
    void rowWithACellTooFew_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CaseTables.parse("paths", "id\ttarget\nQ1"))
                .withMessageContaining("Q1");
    }

    @Test
    void body_isItsBytes() {
        assertThat(List.of(Cells.body("\"{\\\"a\\\":1}\""), Cells.body("a\\r\\nb"), Cells.body("{{x*3}}")))
                .containsExactly("{\"a\":1}", "a\r\nb", "xxx");
        assertThat(Cells.body("ab (padded or cut to 4 bytes)")).isEqualTo("ab  ");
        assertThat(Cells.body("abcdef (padded or cut to 4 bytes)")).isEqualTo("abcd");
    }
}
