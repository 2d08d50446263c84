package io.keystile.examples.mandateapi;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Several nodes over the two databases of one PostgreSQL. */
final class Nodes implements AutoCloseable {
    /** So long that a machine that stands still for a moment has read the changes by then: else a 503 would be right. */
    static final Duration MAX_STALENESS = Duration.ofSeconds(5);

    static final String ADMIN_KEY = "an-operators-key-of-enough-length";

    final List<Service> all = new ArrayList<>();
    private final EmbeddedPostgres postgres;

    private Nodes(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    /**
     * Starts them.
     *
     * @param folder for what they share
     * @param more flags
     */
    static Nodes start(int number, Path folder, String... more) throws IOException, SQLException {
        Nodes nodes = new Nodes(EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(1))
                .start());
        EmbeddedPostgres postgres = nodes.postgres;
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE live");
            statement.execute("CREATE DATABASE sandbox");
        }
        List<String> flags = new ArrayList<>(Arrays.asList(more));
        flags.add("--database=" + postgres.getJdbcUrl("postgres", "live"));
        flags.add("--sandbox-database=" + postgres.getJdbcUrl("postgres", "sandbox"));
        flags.add("--max-staleness=" + MAX_STALENESS.toMillis() + "ms");
        flags.add("--admin-key-file=" + adminKeyFile(folder));
        for (int i = 0; i < number; i++) {
            nodes.all.add(Service.over(ADMIN_KEY, flags.toArray(new String[0])));
        }
        return nodes;
    }

    static Path adminKeyFile(Path folder) {
        try {
            return Files.writeString(folder.resolve("admin.keys"), "jo " + ADMIN_KEY + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Service node(int index) {
        return all.get(index);
    }

    @Override
    public void close() throws IOException {
        all.forEach(Service::close);
        postgres.close();
    }
}
