package io.keystile.jdbc;

import io.keystile.store.StoreUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Takes connections from the application's data source and gives each back as it was. Thread-safe. */
final class Connections {
    private static final int MAX_ATTEMPTS = 8;

    private final DataSource dataSource;
    private final Database database;
    private final Duration readTimeout;
    private final Duration stepTimeout;

    Connections(DataSource dataSource, Database database, Duration readTimeout, Duration stepTimeout) {
        this.dataSource = dataSource;
        this.database = database;
        this.readTimeout = readTimeout;
        this.stepTimeout = stepTimeout;
    }

    Database database() {
        return database;
    }

    Duration stepTimeout() {
        return stepTimeout;
    }

    /** Statements that are each their own transaction: every one sees what is committed when it runs. */
    <T> T read(String what, Sql.Work<T> work) {
        return readWithin(readTimeout, what, work);
    }

    /** The same for what may take longer. */
    <T> T list(String what, Sql.Work<T> work) {
        return readWithin(stepTimeout, what, work);
    }

    private <T> T readWithin(Duration timeout, String what, Sql.Work<T> work) {
        try (Lease lease = Lease.reading(connection(what), timeout)) {
            return work.run(sql(lease, timeout));
        } catch (SQLException e) {
            throw SqlFailure.unavailable(what, e);
        }
    }

    /** A transaction at READ COMMITTED, run again where the database gave it up for the sake of another. */
    <T> T transaction(String what, Sql.Work<T> work) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                return once(what, stepTimeout, work);
            } catch (SQLException e) {
                if (attempt == MAX_ATTEMPTS || !SqlFailure.isPassing(e)) {
                    throw e;
                }
                pause(attempt);
            }
        }
    }

    /** The same once, without a bound on the network: what it does is the application's, and may have effects elsewhere. */
    <T> T applicationsTransaction(String what, Sql.Work<T> work) throws SQLException {
        return once(what, null, work);
    }

    private <T> T once(String what, @Nullable Duration timeout, Sql.Work<T> work) throws SQLException {
        try (Lease lease = Lease.writing(connection(what), timeout)) {
            boolean committed = false;
            try {
                T result = work.run(sql(lease, stepTimeout));
                lease.connection().commit();
                committed = true;
                return result;
            } finally {
                if (!committed) {
                    lease.rollBack();
                }
            }
        }
    }

    private Sql sql(Lease lease, Duration timeout) {
        return new Sql(lease.connection(), database, timeout);
    }

    private Connection connection(String what) {
        return connection(dataSource, what);
    }

    /** A connection; whatever a pool throws, the store can't be asked. */
    static Connection connection(DataSource dataSource, String what) {
        try {
            return dataSource.getConnection();
        } catch (SQLException | RuntimeException e) {
            if (e instanceof StoreUnavailableException known) {
                throw known;
            }
            throw SqlFailure.unavailable(what + ": no connection", e);
        }
    }

    private static void pause(int attempt) {
        long longest = TimeUnit.MILLISECONDS.toNanos(1L << Math.min(attempt, 6));
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(longest));
    }
}
