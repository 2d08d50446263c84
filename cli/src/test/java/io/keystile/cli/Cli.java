package io.keystile.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Commands run in this process, on one database, at one instant. */
final class Cli {
    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private final List<String> store;

    Cli(String url) {
        this.store = List.of("--database", url, "--environment", "live", "--actor", "operator:jo");
    }

    /** What a command came to. */
    record Outcome(int status, String out, String err) {
        /** The whole of standard output, which is one document. */
        JsonNode json() {
            try {
                return JsonMapper.builder().build().readTree(out);
            } catch (JsonProcessingException e) {
                throw new AssertionError(out, e);
            }
        }

        /** The whole of standard output but its line end. */
        String line() {
            return out.endsWith("\n") ? out.substring(0, out.length() - 1) : out;
        }

        String id() {
            return json().at("/credential/id").textValue();
        }
    }

    /** With the options of the store. */
    Outcome run(String command, String... words) {
        return reading("", command, words);
    }

    Outcome reading(String in, String command, String... words) {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(store);
        all.addAll(List.of(words));
        return bare(in, Map.of(), all.toArray(new String[0]));
    }

    /** With these words alone. */
    static Outcome bare(String in, Map<String, String> environment, String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Surroundings around = new Surroundings(
                new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                environment,
                () -> null,
                () -> NOW);
        int status = Commands.run(around, words);
        return new Outcome(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
