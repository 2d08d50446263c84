package io.keystile.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as it is shipped, in the hands of a shell. */
class RunnableJarIT {
    private static final Pattern FIRST_COMMANDS =
            Pattern.compile("```sh\\n(export KEYSTILE_DATABASE.*?)```", Pattern.DOTALL);

    @TempDir
    Path folder;

    @Test
    void script_takesTheKey() throws Exception {
        String script = """
                set -eu
                keystile() { "$JAVA" -jar "$JAR" "$@" --database "jdbc:h2:file:$DIR/db" --environment live; }
                keystile install-schema
                KEY=$(keystile issue --prefix acme --tenant org_1 --owner prn_1 --scope a)
                echo "key=$KEY"
                printf %s canary | sha256sum | cut -d' ' -f1 |
                    keystile import --prefix acme --tenant org_1 --owner prn_2 --scope a -
                keystile list --tenant org_1 | cut -f2,4
                keystile revoke acr_0000000000000000000000 || echo "status=$?"
                """;
        Path err = folder.resolve("err");
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", script).redirectError(err.toFile());
        shell.environment()
                .put(
                        "JAVA",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString());
        shell.environment().put("JAR", Path.of("target", "keystile.jar").toString());
        shell.environment().put("DIR", folder.toString());
        Process process = shell.start();
        try {
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();

            assertThat(out)
                    .as(read(err))
                    .matches("key=acme_live_[A-Za-z0-9]{38}\nactive\tprn_1\nactive\tprn_2\nstatus=1\n");
            assertThat(read(err).lines()).hasSize(4);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void commandsOfTheReadme_runAsTheyStand() throws Exception {
        Matcher block = FIRST_COMMANDS.matcher(read(Path.of("..", "README.md")));
        assertThat(block.find()).isTrue();
        Path jar = folder.resolve(Path.of("cli", "target", "keystile.jar"));
        Files.createDirectories(jar.getParent());
        Files.copy(Path.of("target", "keystile.jar"), jar);
        Path out = folder.resolve("out");
        Process process = new ProcessBuilder(
                        "sh", "-c", "set -eu\n" + block.group(1) + "test -n \"$KEY\" -a -n \"$NEW\"")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();

            assertThat(process.exitValue()).as(read(out)).isZero();
            assertThat(read(out))
                    .contains("is stamped live\n", "\tactive\tprincipal\tprn_1\torg_1\tinvoices:read\t", "1 imported\n")
                    .contains("the key is shown this once\n", "\trevoked\tcli:");
        } finally {
            process.destroyForcibly();
        }
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file);
    }
}
