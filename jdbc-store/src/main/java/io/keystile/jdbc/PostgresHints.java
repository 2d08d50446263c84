package io.keystile.jdbc;

import io.keystile.store.ChangeFeed.Subscription;
import io.keystile.store.StoreUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens to PostgreSQL's notifications over a connection of its own, on a thread of its own, from the first listener until
 * closed. A connection that is lost comes back by itself; what was missed meanwhile is hinted at once. Thread-safe.
 */
final class PostgresHints implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresHints.class);
    private static final long FIRST_PAUSE_MILLIS = 250;
    private static final long LONGEST_PAUSE_MILLIS = 30_000;
    private static final int NETWORK_TIMEOUT_MILLIS = 10_000;

    private final DataSource dataSource;
    private final PgNotifications notifications;
    private final String origin;
    private final Duration silence;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition closing = lock.newCondition();
    private @Nullable Thread thread;
    private @Nullable Connection current;
    private boolean closed;

    /**
     * Over connections that no pool hands to others, or one whose loss it can bear.
     *
     * @param origin of this store object's own commits, which are no news to it
     * @param silence after which the connection is asked whether it is alive
     */
    PostgresHints(DataSource dataSource, PgNotifications notifications, String origin, Duration silence) {
        this.dataSource = dataSource;
        this.notifications = notifications;
        this.origin = origin;
        this.silence = silence;
    }

    Subscription onHint(Runnable wake) {
        Runnable own = () -> wake.run();
        listeners.add(own);
        start();
        return () -> listeners.remove(own);
    }

    private void start() {
        lock.lock();
        try {
            if (thread == null && !closed) {
                thread = new Thread(this::run, "keystile-hints");
                thread.setDaemon(true);
                thread.start();
            }
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        long pause = FIRST_PAUSE_MILLIS;
        while (isOpen()) {
            long connectedAt = System.nanoTime();
            try {
                listen();
            } catch (SQLException | StoreUnavailableException e) {
                if (isOpen()) {
                    LOG.warn("no hints of changes for now: {}", SqlFailure.summary(e));
                }
            }
            boolean lasted = System.nanoTime() - connectedAt
                    > Duration.ofMillis(LONGEST_PAUSE_MILLIS).toNanos();
            pause = lasted ? FIRST_PAUSE_MILLIS : pause;
            await(pause);
            pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
        }
    }

    private void listen() throws SQLException {
        try (Connection connection = taken()) {
            connection.setAutoCommit(true);
            connection.setNetworkTimeout(Runnable::run, NETWORK_TIMEOUT_MILLIS);
            execute(connection, "LISTEN " + FeedRows.CHANNEL);
            wake();
            while (isOpen()) {
                int others = notifications.others(connection, origin, Math.toIntExact(silence.toMillis()));
                if (others > 0) {
                    wake();
                } else {
                    execute(connection, "SELECT 1");
                }
            }
        } finally {
            release();
        }
    }

    private static void execute(Connection connection, String statement) throws SQLException {
        try (Statement plain = connection.createStatement()) {
            plain.execute(statement);
        }
    }

    private void wake() {
        for (Runnable listener : listeners) {
            try {
                listener.run();
            } catch (RuntimeException e) {
                LOG.warn("a listener to hints failed: {}", e.getClass().getName());
            }
        }
    }

    private Connection taken() throws SQLException {
        Connection connection = Connections.connection(dataSource, "listen to changes");
        lock.lock();
        try {
            current = connection;
            if (closed) {
                connection.abort(Runnable::run);
            }
            return connection;
        } finally {
            lock.unlock();
        }
    }

    private void release() {
        lock.lock();
        try {
            current = null;
        } finally {
            lock.unlock();
        }
    }

    private boolean isOpen() {
        lock.lock();
        try {
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    private void await(long millis) {
        lock.lock();
        try {
            long nanos = Duration.ofMillis(millis).toNanos();
            while (!closed && nanos > 0) {
                nanos = closing.awaitNanos(nanos);
            }
        } catch (InterruptedException e) {
            // Nobody interrupts a thread that nobody else knows; closing ends it.
            LOG.debug("interrupted while waiting", e);
        } finally {
            lock.unlock();
        }
    }

    /** Cuts the connection, which ends the thread. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            closing.signalAll();
            if (current != null) {
                current.abort(Runnable::run);
            }
        } catch (SQLException e) {
            LOG.debug("the connection for hints was gone already");
        } finally {
            lock.unlock();
        }
    }
}
