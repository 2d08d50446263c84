package io.keystile.examples.mandateapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as it is shipped, in the hands of a shell. */
class RunnableJarIT {
    private static final Path JAR = Path.of("target", "mandate-api.jar").toAbsolutePath();
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    private static final Pattern BLOCK = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern MADE_KEY = Pattern.compile("admin key: (\\S+)");
    private static final Pattern LISTENING = Pattern.compile("listening on (\\S+)");

    @TempDir
    Path folder;

    /** Its shell blocks for this server, and below each command what it answers: {@code …} is anything. */
    @Test
    void commandsOfTheReadme_answerAsItSays() throws Exception {
        assumeTrue(hasCurl(), "curl is not there");
        String script = BLOCK.matcher(Files.readString(Path.of("..", "..", "README.md")))
                .results()
                .map((MatchResult match) -> match.group(1))
                .filter(block -> block.contains("http://127.0.0.1:8081"))
                .collect(Collectors.joining());
        Process server = started("--port=0");
        try (BufferedReader lines = server.inputReader(StandardCharsets.UTF_8)) {
            String adminKey = found(MADE_KEY, lines.readLine());
            String origin = found(LISTENING, lines.readLine());

            Run run = run(
                    "sh",
                    "-c",
                    "set -eu\n"
                            + script.replace("http://127.0.0.1:8081", origin)
                                    .replaceFirst("ADMIN=\\S+", "ADMIN=" + adminKey));

            assertThat(run.status()).as(run.err()).isZero();
            assertThat(run.out()).matches(expected(script));
        } finally {
            server.destroy();
            assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** Answers may or may not end their line. */
    private static Pattern expected(String script) {
        String all = script.lines()
                .filter(line -> line.startsWith("# "))
                .map(line -> Arrays.stream(line.substring(2).split("…", -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".*?")))
                .collect(Collectors.joining("\\n?"));
        return Pattern.compile(all + "\\n?", Pattern.DOTALL);
    }

    @Test
    void databaseWithoutTokenKeys_endsWithStatus2_andOneLine() throws Exception {
        Run run = run(
                JAVA.toString(),
                "-jar",
                JAR.toString(),
                "--database=jdbc:h2:mem:a",
                "--sandbox-database=jdbc:h2:mem:b",
                "--admin-key-file=" + Nodes.adminKeyFile(folder));

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err().lines()).hasSize(1).first().asString().startsWith("--token-keys: is needed");
        assertThat(run.out()).isEmpty();
    }

    /** The key file of docs/oauth.md, rotated as it says there, and with Ed25519 in the jar. */
    @Test
    void keysMadeByTheJar_areTakenByTheJar() throws Exception {
        Run made = run(JAVA.toString(), "-cp", JAR.toString(), MakeTokenKeys.class.getName(), "1h");
        assertThat(made.status()).as(made.err()).isZero();
        Path file = TokenKeyFile.write(folder.resolve("keys"), TokenKeyFile.Pair.of("EdDSA"));
        String both =
                Files.readString(file).replace("{\"keys\":[", made.out().strip().replaceFirst("]}$", ","));
        Files.writeString(file, both);

        Process server = started("--port=0", "--token-keys=" + file);
        try (BufferedReader lines = server.inputReader(StandardCharsets.UTF_8)) {
            assertThat(found(MADE_KEY, lines.readLine())).isNotEmpty();
            assertThat(found(LISTENING, lines.readLine())).isNotEmpty();
        } finally {
            server.destroy();
            assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static boolean hasCurl() throws InterruptedException {
        try {
            return new ProcessBuilder("curl", "--version")
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private Process started(String... flags) throws IOException {
        List<String> command = new ArrayList<>(List.of(JAVA.toString(), "-jar", JAR.toString()));
        command.addAll(List.of(flags));
        return new ProcessBuilder(command)
                .redirectError(folder.resolve("server.err").toFile())
                .start();
    }

    private record Run(int status, String out, String err) {}

    private Run run(String... command) throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            process.destroyForcibly();
        }
    }

    private static String found(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        assertThat(matcher.find()).as(line).isTrue();
        return matcher.group(1);
    }
}
