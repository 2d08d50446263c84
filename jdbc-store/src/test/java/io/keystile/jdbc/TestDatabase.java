package io.keystile.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.keystile.key.Environment;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/** A fresh database of a test's own, with a pool of connections to it. */
final class TestDatabase implements AutoCloseable {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final HikariDataSource pool;
    private final String url;

    private TestDatabase(String url, UnaryOperator<HikariConfig> settings) {
        this.url = url;
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(12);
        this.pool = new HikariDataSource(settings.apply(config));
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

    /** MariaDB or MySQL, where the build was given a server: an account that may create databases. */
    static TestDatabase mariaDb(UnaryOperator<HikariConfig> settings) {
        return new TestDatabase(MariaDbServer.newDatabase(), settings);
    }

    DataSource dataSource() {
        return pool;
    }

    String url() {
        return url;
    }

    JdbcCredentialStore store() {
        return JdbcCredentialStore.over(pool, Environment.LIVE).installSchema().build();
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
