package io.keystile.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A script of the schema, statement by statement: each ends with a semicolon at the end of a line; {@code --} begins a comment line. */
final class SqlScript {
    private SqlScript() {}

    /** That version's script; null if there is none. */
    static @Nullable List<String> statements(Database database, int version) {
        String name = "schema/" + database.folder() + "/" + file(version);
        try (InputStream in = SqlScript.class.getResourceAsStream(name)) {
            return in == null ? null : split(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String file(int version) {
        return "V" + version + "__keystile.sql";
    }

    static List<String> split(String script) {
        StringBuilder bare = new StringBuilder();
        script.lines()
                .filter(line -> !line.startsWith("--"))
                .forEach(line -> bare.append(line).append('\n'));
        return List.of(bare.toString().split(";\\s*\\n", -1)).stream()
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
    }
}
