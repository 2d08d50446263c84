package io.keystile.examples.directdebit;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.testkit.RawHttp;
import java.io.BufferedReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program as a process of its own: its two streams, its exit status, its end. */
class ProcessTest {
    @Test
    void started_saysWhereInOneLine_andStopsWhenTold() throws Exception {
        Process process = ServiceProcess.run("--port", "0");
        try {
            BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
            String line = out.readLine();
            assertThat(line).matches("listening on http://127\\.0\\.0\\.1:\\d+");

            URI health = URI.create(line.substring("listening on ".length()) + "/health");
            assertThat(HttpClient.newHttpClient()
                            .send(HttpRequest.newBuilder(health).build(), BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);

            // The container would log a host that it can't use.
            for (String hosts : List.of("Host: canary x", "Host: canary\r\nHost: canary")) {
                try (RawHttp socket = RawHttp.connect(health.getPort())) {
                    socket.send("GET /health HTTP/1.1\r\n" + hosts + "\r\n\r\n").read(false);
                }
            }

            process.toHandle().destroy(); // SIGTERM, and unlike Process.destroy leaves the streams open
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(out.readLine()).as("nothing else on standard output").isNull();
            String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(errors.lines().findFirst().orElseThrow()).contains("demo default", "admin");
            assertThat(errors.lines().skip(1)).hasSize(2).allMatch(audited -> audited.contains("CONTAINER_REFUSED"));
            assertThat(errors).doesNotContain("canary");
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void unknownFlag_status2_andOneLine() throws Exception {
        Process process = ServiceProcess.run("--data-base", "jdbc:h2:mem:x");
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(2);
            assertThat(process.getInputStream().readAllBytes()).isEmpty();
            String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(errors.lines()).hasSize(1);
            assertThat(errors).startsWith("--data-base: ");
        } finally {
            process.destroyForcibly();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://127.0.0.1:1/canary?user=canary&password=canary",
                "jdbc:h2:file:/proc/canary/x;USER=canary;PASSWORD=canary",
                "jdbc:nothing:canary",
                "jdbc:postgresql://127.0.0.1:canary/x"
            })
    void databaseThatCannotBeOpened_status2_andOneLineWithoutTheUrl(String url) throws Exception {
        Process process = ServiceProcess.run("--database", url, "--sandbox-database", "jdbc:h2:mem:sandbox");
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(2);
            assertThat(process.getInputStream().readAllBytes()).isEmpty();
            String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(errors.lines()).hasSize(1);
            assertThat(errors).startsWith("--database: ").doesNotContain("canary");
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void portInUse_status2_andOneLine() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Process process = ServiceProcess.run("--port", Integer.toString(taken.getLocalPort()));
            try {
                assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
                assertThat(process.exitValue()).isEqualTo(2);
                String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(errors.lines()).hasSize(1);
                assertThat(errors).startsWith("--port: ").contains(Integer.toString(taken.getLocalPort()));
            } finally {
                process.destroyForcibly();
            }
        }
    }
}
