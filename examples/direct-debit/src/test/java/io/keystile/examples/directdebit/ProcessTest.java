package io.keystile.examples.directdebit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The program as a process of its own: its two streams, its exit status, its end. */
class ProcessTest {
    @Test
    void started_saysWhereInOneLine_andStopsWhenTold() throws Exception {
        Process process = start("--port", "0");
        try {
            BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
            String line = out.readLine();
            assertThat(line).matches("listening on http://127\\.0\\.0\\.1:\\d+");

            URI health = URI.create(line.substring("listening on ".length()) + "/health");
            assertThat(HttpClient.newHttpClient()
                            .send(HttpRequest.newBuilder(health).build(), BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);

            process.toHandle().destroy(); // SIGTERM, and unlike Process.destroy leaves the streams open
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(out.readLine()).as("nothing else on standard output").isNull();
            String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(errors.lines()).hasSize(1);
            assertThat(errors).contains("demo default", "admin");
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void unknownFlag_status2_andOneLine() throws Exception {
        Process process = start("--database", "jdbc:h2:mem:x");
        try {
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(2);
            assertThat(process.getInputStream().readAllBytes()).isEmpty();
            String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(errors.lines()).hasSize(1);
            assertThat(errors).startsWith("--database: ");
        } finally {
            process.destroyForcibly();
        }
    }

    private static Process start(String... flags) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder =
                new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"), DirectDebit.class.getName());
        builder.command().addAll(List.of(flags));
        return builder.start();
    }
}
