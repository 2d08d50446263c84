package io.keystile.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A connection of the application's for a while: set up for us, and given back as it was. */
final class Lease implements AutoCloseable {
    private final Connection connection;
    private final int networkTimeout;
    private final boolean autoCommit;
    private final int isolation;
    private boolean broken;

    private Lease(Connection connection, @Nullable Duration timeout, boolean transaction) throws SQLException {
        this.connection = connection;
        this.networkTimeout = networkTimeout(connection);
        if (timeout != null) {
            setNetworkTimeout(Math.toIntExact(timeout.toMillis()));
        }
        this.autoCommit = connection.getAutoCommit();
        // Asking costs a round trip; reads without a transaction are the same at every isolation.
        this.isolation = transaction ? connection.getTransactionIsolation() : Connection.TRANSACTION_READ_COMMITTED;
        if (isolation != Connection.TRANSACTION_READ_COMMITTED) {
            leaveTransaction(); // the one that the question began
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        }
        if (autoCommit == transaction) {
            connection.setAutoCommit(!transaction);
        }
    }

    /** For statements that are each their own transaction. */
    static Lease reading(Connection connection, Duration timeout) throws SQLException {
        return of(connection, timeout, false);
    }

    /** For a transaction; {@code timeout} null: its statements are the application's, and as long as they may be. */
    static Lease writing(Connection connection, @Nullable Duration timeout) throws SQLException {
        return of(connection, timeout, true);
    }

    private static Lease of(Connection connection, @Nullable Duration timeout, boolean transaction)
            throws SQLException {
        try {
            return new Lease(connection, timeout, transaction);
        } catch (SQLException | RuntimeException e) {
            try {
                connection.close();
            } catch (SQLException closing) {
                e.addSuppressed(closing);
            }
            throw e;
        }
    }

    Connection connection() {
        return connection;
    }

    /** Undoes the transaction; where that fails the database does it, as the connection ends. */
    void rollBack() {
        try {
            connection.rollback();
        } catch (SQLException e) {
            broken = true;
        }
    }

    /** Gives the connection back; one that can't be set back is cut, so that no pool hands it on. */
    @Override
    public void close() {
        try {
            if (!broken) {
                restore();
            }
        } catch (SQLException e) {
            broken = true;
        }
        try {
            if (broken) {
                connection.abort(Runnable::run);
            }
            connection.close();
        } catch (SQLException e) {
            // Broken, and out of our hands: what was asked of it has been answered or has failed already.
            broken = true;
        }
    }

    private void restore() throws SQLException {
        if (connection.isClosed()) {
            return;
        }
        if (connection.getAutoCommit() != autoCommit) {
            connection.setAutoCommit(autoCommit);
        }
        if (isolation != Connection.TRANSACTION_READ_COMMITTED) {
            connection.setTransactionIsolation(isolation);
        }
        setNetworkTimeout(networkTimeout);
    }

    private void leaveTransaction() throws SQLException {
        if (!autoCommit) {
            connection.rollback();
        }
    }

    private static int networkTimeout(Connection connection) throws SQLException {
        try {
            return connection.getNetworkTimeout();
        } catch (SQLFeatureNotSupportedException e) {
            return -1;
        }
    }

    private void setNetworkTimeout(int millis) throws SQLException {
        if (networkTimeout >= 0 && millis >= 0 && connection.getNetworkTimeout() != millis) {
            connection.setNetworkTimeout(Runnable::run, millis);
        }
    }
}
