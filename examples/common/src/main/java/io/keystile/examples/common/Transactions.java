package io.keystile.examples.common;

import io.keystile.store.StoreUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Work in one transaction. A database that fails is one that can't be asked; what its driver says goes no further. */
public final class Transactions {
    private Transactions() {}

    /** Runs the work in a transaction of its own, at READ COMMITTED: all of it is kept, or nothing if it throws. */
    public static <T extends @Nullable Object> T run(DataSource database, Function<Connection, T> work) {
        return run(database, work, true);
    }

    /** Runs the work in a transaction of which nothing is kept: what it locks is locked for so long. */
    static <T extends @Nullable Object> T undo(DataSource database, Function<Connection, T> work) {
        return run(database, work, false);
    }

    private static <T extends @Nullable Object> T run(
            DataSource database, Function<Connection, T> work, boolean keeping) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            boolean committed = false;
            try {
                T result = work.apply(connection);
                if (keeping) {
                    connection.commit();
                    committed = true;
                }
                return result;
            } finally {
                if (!committed) {
                    connection.rollback();
                }
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    static StoreUnavailableException unavailable(SQLException e) {
        return new StoreUnavailableException(
                "the database can't be asked (SQLState " + e.getSQLState() + ", code " + e.getErrorCode() + ")");
    }
}
