package io.keystile.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.cli.Cli.Outcome;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
    private static final Pattern BLANKS = Pattern.compile(" +");
    private static final String ISSUE = "issue --database=jdbc:h2:mem:x --environment=live --prefix=acme ";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "canary",
                "issue",
                "list --environment=live --tenant=x",
                "list --database=jdbc:h2:mem:x --tenant=x",
                "list --database=jdbc:h2:mem:x --environment=canary --tenant=x",
                "list --database=jdbc:h2:mem:x --environment=live",
                "list --database=jdbc:h2:mem:x --environment=live --tenant=x --owner=y",
                "list --database=jdbc:h2:mem:x --environment=live --tenant=x --tenant=canary",
                "list --database=jdbc:nothing:canary --environment=live --tenant=x",
                "list --database=jdbc:postgresql://h/d?password=canary --environment=live --tenant=x",
                "list --database=jdbc:postgresql://h/d?user=jo&PASSWORD=canary --environment=live --tenant=x",
                "list --database=jdbc:postgresql://jo:canary@h/d --environment=live --tenant=x",
                "list --database=jdbc:h2:mem:x;USER=jo;PASSWORD=canary --environment=live --tenant=x",
                "list --database=jdbc:h2:mem:x --environment=live --tenant=x --password-file=/nowhere/canary",
                "list --database=jdbc:h2:mem:x --environment=live --tenant=x --ask-password",
                "list --database=jdbc:h2:mem:x --environment=live --tenant=x --key=canary",
                "list --database=jdbc:h2:mem:x --environment=live --tenant=x canary",
                "show --database=jdbc:h2:mem:x --environment=live acme_live_canary",
                "show --database=jdbc:h2:mem:x --environment=live @canary",
                "revoke --database=jdbc:h2:mem:x --environment=live",
                "revoke --database=jdbc:h2:mem:x --environment=live --actor=cana\u00e9ry acr_0000000000000000000000",
                "rotate --database=jdbc:h2:mem:x --environment=live --prefix=acme acr_0000000000000000000000",
                "rotate --database=jdbc:h2:mem:x --environment=live --prefix=acme --grace=canary acr_0000000000000000000000",
                "rotate --database=jdbc:h2:mem:x --environment=live --prefix=Canary_ --grace=1h acr_0000000000000000000000",
                ISSUE,
                ISSUE + "--tenant=t",
                ISSUE + "--tenant=t --scope=a",
                ISSUE + "--tenant=t --owner=o",
                ISSUE + "--tenant=t --owner=o --scope=a --full-access",
                ISSUE + "--tenant=t --owner=o --plane=admin --scope=a",
                ISSUE + "--tenant=t --owner=o --plane=client --scope=a",
                ISSUE + "--tenant=t --owner=o --scope=a --expires-in=canary",
                ISSUE + "--tenant=t --owner=o --scope=a --expires-at=canary",
                ISSUE + "--tenant=t --owner=o --scope=a --expires-at=2027-01-01T00:00:00Z --expires-in=1d",
                ISSUE + "--tenant=t --owner=o --scope=a --allow=canary",
                ISSUE + "--tenant=t --owner=o --scope=a --attribute=canary",
                "import --database=jdbc:h2:mem:x --environment=live --prefix=acme /nowhere/canary",
            })
    void wrong_status2AndOneLineThatQuotesNothing(String line) {
        Outcome outcome = Cli.bare("", Map.of(), line.isEmpty() ? new String[0] : BLANKS.split(line));

        assertThat(outcome.status()).as(outcome.err()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).matches("keystile: [^\\n]+\\R").doesNotContain("canary", "Canary");
    }

    @Test
    void databaseThatCannotBeReached_status3_withoutTheUrl() {
        Outcome outcome = Cli.bare(
                "",
                Map.of("KEYSTILE_DATABASE", "jdbc:postgresql://127.0.0.1:1/canary?user=canary&password=canary"),
                "list",
                "--environment=live",
                "--tenant=x");

        assertThat(outcome.status()).isEqualTo(3);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).matches("keystile: [^\\n]+\\R").doesNotContain("canary");
    }

    @Test
    void password_fromVariableOrFile() throws IOException {
        String url = "jdbc:h2:file:" + folder.resolve("db");
        Path file = Files.writeString(folder.resolve("password"), "s3cret\n");
        String[] install = {"install-schema", "--database=" + url, "--environment=live", "--user=jo"};
        Map<String, String> right = Map.of("KEYSTILE_DATABASE_PASSWORD", "s3cret");

        assertThat(Cli.bare("", right, install).status()).isZero();
        assertThat(Cli.bare("", Map.of(), with(install, "--password-file=" + file))
                        .status())
                .isZero();
        Outcome wrong = Cli.bare("", Map.of("KEYSTILE_DATABASE_PASSWORD", "canary"), install);
        assertThat(wrong.status()).isEqualTo(3);
        assertThat(wrong.err()).doesNotContain("canary", "s3cret");
    }

    @Test
    void help_listsCommandsAndStatuses() {
        Outcome help = Cli.bare("", Map.of(), "--help");

        assertThat(help.status()).isZero();
        assertThat(help.out())
                .contains("install-schema", "issue", "list", "show", "rotate", "end-previous")
                .contains("suspend", "resume", "revoke", "import", "Exit status");
        assertThat(Cli.bare("", Map.of(), "suspend", "--help").out()).contains("Refuse a credential's keys");
    }

    @Test
    void standardOutputClosed_saysWhichKeyIsLost() {
        String[] store = {"--database=jdbc:h2:file:" + folder.resolve("db"), "--environment=live"};
        Cli.bare("", Map.of(), with(new String[] {"install-schema"}, store));
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("closed");
            }
        };

        int status = Commands.run(
                new Surroundings(
                        new ByteArrayInputStream(new byte[0]),
                        new PrintStream(closed, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        Map.of(),
                        () -> null,
                        () -> Cli.NOW),
                with(new String[] {"issue"}, with(store, "--prefix=acme", "--tenant=t", "--owner=o", "--scope=a")));

        assertThat(status).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).matches("keystile: the key of acr_\\S+ was made.*\\R");
    }

    private static String[] with(String[] words, String... more) {
        String[] all = Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return all;
    }
}
