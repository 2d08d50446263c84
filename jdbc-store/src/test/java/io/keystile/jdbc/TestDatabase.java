package io.keystile.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.keystile.key.Environment;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** A fresh database of a test's own, with a pool of connections to it. */
final class TestDatabase implements AutoCloseable {
    /** Longer than any machine stands still: an outage is a test's own. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final AtomicInteger NUMBER = new AtomicInteger();
    // A logger that nobody holds forgets its level.
    private static final Logger POOL_LOG = Logger.getLogger("com.zaxxer.hikari");

    static {
        POOL_LOG.setLevel(Level.SEVERE); // tests cut connections, and pools complain of that
    }

    private final HikariDataSource pool;
    private final String url;

    private TestDatabase(String url, UnaryOperator<HikariConfig> settings) {
        this.url = url;
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(12);
        this.pool = new HikariDataSource(settings.apply(config));
    }

    /** The servers. */
    enum Server {
        H2,
        POSTGRESQL,
        MARIADB;

        TestDatabase fresh() {
            return fresh(UnaryOperator.identity());
        }

        TestDatabase fresh(UnaryOperator<HikariConfig> settings) {
            return switch (this) {
                case H2 -> h2(settings);
                case POSTGRESQL -> postgres(settings);
                case MARIADB -> mariaDb(settings);
            };
        }
    }

    /** In memory: gone with its last connection. */
    static TestDatabase h2() {
        return h2(UnaryOperator.identity());
    }

    static TestDatabase h2(UnaryOperator<HikariConfig> settings) {
        return new TestDatabase("jdbc:h2:mem:keystile" + NUMBER.incrementAndGet(), settings);
    }

    static TestDatabase postgres() {
        return postgres(UnaryOperator.identity());
    }

    static TestDatabase postgres(UnaryOperator<HikariConfig> settings) {
        return new TestDatabase(PostgresServer.newDatabase(), settings);
    }

    static TestDatabase mariaDb() {
        return mariaDb(UnaryOperator.identity());
    }

    static TestDatabase mariaDb(UnaryOperator<HikariConfig> settings) {
        return new TestDatabase(MariaDbServer.newDatabase(), settings);
    }

    DataSource dataSource() {
        return pool;
    }

    String url() {
        return url;
    }

    /** PostgreSQL's URL with a name that its server knows the connections by. */
    static String named(String url, String name) {
        return url + (url.contains("?") ? "&" : "?") + "ApplicationName=" + name;
    }

    JdbcCredentialStore store() {
        return JdbcCredentialStore.over(pool, Environment.LIVE)
                .readTimeout(PATIENCE)
                .stepTimeout(PATIENCE)
                .installSchema()
                .build();
    }

    void execute(String statement) {
        try (Connection connection = pool.getConnection();
                Statement plain = connection.createStatement()) {
            plain.execute(statement);
        } catch (SQLException e) {
            throw new AssertionError(statement, e);
        }
    }

    long number(String query) {
        try (Connection connection = pool.getConnection();
                Statement plain = connection.createStatement();
                var rows = plain.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(query, e);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
