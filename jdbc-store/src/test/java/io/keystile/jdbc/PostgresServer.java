package io.keystile.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** One PostgreSQL for all tests of a run, started by the first that asks; it ends with the JVM. */
final class PostgresServer {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private PostgresServer() {}

    private static final class Started {
        private static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setPGStartupWait(Duration.ofMinutes(1))
                        // Tests kill clients, never the server's machine.
                        .setServerConfig("fsync", "off")
                        .setServerConfig("max_connections", "200")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static EmbeddedPostgres server() {
        return Started.SERVER;
    }

    /** The URL of a database with nothing in it. */
    static String newDatabase() {
        String name = "keystile" + NUMBER.incrementAndGet();
        try (Connection connection = server().getPostgresDatabase().getConnection();
                Statement plain = connection.createStatement()) {
            plain.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new AssertionError("no database", e);
        }
        return server().getJdbcUrl("postgres", name);
    }
}
