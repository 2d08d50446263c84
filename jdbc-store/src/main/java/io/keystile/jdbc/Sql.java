package io.keystile.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A connection at work: prepared statements with their arguments, each bounded in time. For one thread. */
final class Sql {
    private final Connection connection;
    private final Database database;
    private final int timeoutSeconds;

    Sql(Connection connection, Database database, Duration timeout) {
        this.connection = connection;
        this.database = database;
        this.timeoutSeconds =
                Math.toIntExact(Math.max(1, timeout.plusMillis(999).toSeconds()));
    }

    /** Reads one row. */
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Reads all rows. */
    interface Rows<T> {
        T read(ResultSet rows) throws SQLException;
    }

    /** Some statements that belong together. */
    interface Work<T> {
        T run(Sql sql) throws SQLException;
    }

    Database database() {
        return database;
    }

    Connection connection() {
        return connection;
    }

    /** Runs a statement; how many rows it touched. */
    int update(String statement, @Nullable Object... arguments) throws SQLException {
        try (PreparedStatement prepared = prepare(statement)) {
            bind(prepared, arguments);
            return prepared.executeUpdate();
        }
    }

    /** Runs a statement once for each of these arguments, in their order. */
    void batch(String statement, List<@Nullable Object[]> arguments) throws SQLException {
        if (arguments.isEmpty()) {
            return;
        }
        try (PreparedStatement prepared = prepare(statement)) {
            for (Object[] each : arguments) {
                bind(prepared, each);
                prepared.addBatch();
            }
            prepared.executeBatch();
        }
    }

    /** The rows of a query, read one by one. */
    <T> List<T> list(String query, Row<T> row, @Nullable Object... arguments) throws SQLException {
        return query(
                query,
                rows -> {
                    List<T> all = new ArrayList<>();
                    while (rows.next()) {
                        all.add(row.read(rows));
                    }
                    return all;
                },
                arguments);
    }

    /** The rows of a query, read as a whole. */
    <T> T query(String query, Rows<T> reader, @Nullable Object... arguments) throws SQLException {
        try (PreparedStatement prepared = prepare(query)) {
            bind(prepared, arguments);
            try (ResultSet rows = prepared.executeQuery()) {
                return reader.read(rows);
            }
        }
    }

    /** As many question marks as {@code count}, with commas. */
    static String marks(int count) {
        return "?" + ", ?".repeat(count - 1);
    }

    private PreparedStatement prepare(String statement) throws SQLException {
        PreparedStatement prepared = connection.prepareStatement(statement);
        if (database.timesStatements()) {
            prepared.setQueryTimeout(timeoutSeconds);
        }
        return prepared;
    }

    private static void bind(PreparedStatement prepared, @Nullable Object[] arguments) throws SQLException {
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i] instanceof byte[] bytes) {
                prepared.setBytes(i + 1, bytes);
            } else {
                prepared.setObject(i + 1, arguments[i]);
            }
        }
    }
}
