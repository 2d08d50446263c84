package io.keystile.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as it is shipped, in the hands of a shell. */
class RunnableJarIT {
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

    private static String read(Path file) throws IOException {
        return Files.readString(file);
    }
}
