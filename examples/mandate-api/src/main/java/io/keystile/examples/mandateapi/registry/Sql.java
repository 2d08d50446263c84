package io.keystile.examples.mandateapi.registry;

import io.keystile.store.StoreUnavailableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements on one connection. A database that can't be asked is an outage, whose driver's message nobody is told. */
final class Sql {
    private final Connection connection;

    Sql(Connection connection) {
        this.connection = connection;
    }

    /** Makes a record of a row. */
    interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    /** How many rows were written. */
    int write(String statement, @Nullable Object... values) {
        try (PreparedStatement prepared = prepared(statement, values)) {
            return prepared.executeUpdate();
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    <T> List<T> all(String query, Row<T> row, @Nullable Object... values) {
        try (PreparedStatement prepared = prepared(query, values);
                ResultSet rows = prepared.executeQuery()) {
            List<T> all = new ArrayList<>();
            while (rows.next()) {
                all.add(row.of(rows));
            }
            return all;
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    <T> @Nullable T first(String query, Row<T> row, @Nullable Object... values) {
        List<T> all = all(query, row, values);
        return all.isEmpty() ? null : all.get(0);
    }

    private PreparedStatement prepared(String statement, @Nullable Object... values) throws SQLException {
        PreparedStatement prepared = connection.prepareStatement(statement);
        for (int i = 0; i < values.length; i++) {
            prepared.setObject(i + 1, values[i]);
        }
        return prepared;
    }

    private static StoreUnavailableException unavailable(SQLException e) {
        return new StoreUnavailableException("the registry's database can't be asked (SQLSTATE " + e.getSQLState() + ")");
    }
}
