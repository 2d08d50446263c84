package io.keystile.examples.common;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements with their arguments. A database that fails is one that can't be asked. */
public final class Statements {
    private Statements() {}

    /** Reads one row. */
    @FunctionalInterface
    public interface Row<T> {
        /** What the row, on which {@code row} stands, says. */
        T of(ResultSet row) throws SQLException;
    }

    /** All rows of a query. */
    public static <T> List<T> list(Connection connection, String query, Row<T> row, @Nullable Object... arguments) {
        try (PreparedStatement statement = prepared(connection, query, arguments);
                ResultSet rows = statement.executeQuery()) {
            List<T> all = new ArrayList<>();
            while (rows.next()) {
                all.add(row.of(rows));
            }
            return all;
        } catch (SQLException e) {
            throw Transactions.unavailable(e);
        }
    }

    /** How many rows an insert, update or delete has written. */
    public static int update(Connection connection, String change, @Nullable Object... arguments) {
        try (PreparedStatement statement = prepared(connection, change, arguments)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw Transactions.unavailable(e);
        }
    }

    private static PreparedStatement prepared(Connection connection, String text, @Nullable Object... arguments)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(text);
        try {
            for (int i = 0; i < arguments.length; i++) {
                statement.setObject(i + 1, arguments[i]);
            }
            return statement;
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }
}
