package io.keystile.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class IdempotencyOnPostgresTest extends IdempotencyContract {
    private static final AtomicInteger NAMES = new AtomicInteger();
    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @Override
    DataSource freshDatabase() throws Exception {
        String name = "idempotency" + NAMES.incrementAndGet();
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        DataSource source = postgres.getDatabase("postgres", name);
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                InputStream script = Objects.requireNonNull(
                        Idempotency.class.getResourceAsStream("schema/postgresql/V1__keystile.sql"))) {
            statement.execute(new String(script.readAllBytes(), StandardCharsets.UTF_8));
        }
        return source;
    }
}
