package io.keystile.jdbc;

import io.keystile.store.StoreUnavailableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Carries out a request with an {@code Idempotency-Key} once, within the transaction that its work writes in: either both
 * are kept or neither. Remembered for 24 hours. Safe for many threads and processes over one database.
 *
 * <p>A key that was lost with its answer is not told again: the way out is to rotate.
 */
public final class Idempotency {
    private static final Duration KEPT = Duration.ofHours(24);
    private static final int WAIT_SECONDS = 1;
    // Cancelled by its time-out, lock not available, lock wait timed out, concurrent update, in the words of each
    // database.
    private static final Set<String> STILL_LOCKED =
            Set.of("57014", "55P03", "HYT00", "70100", "90131", "40001", "41000");
    private static final int MARIADB_LOCK_WAIT_TIMEOUT = 1205;
    private static final int MARIADB_STATEMENT_TIMEOUT = 1969;

    private final InstantSource clock;
    private final int waitSeconds;

    /** By this clock. */
    public Idempotency(InstantSource clock) {
        this(clock, WAIT_SECONDS);
    }

    /** The same, waiting so long for one that is under way. */
    Idempotency(InstantSource clock, int waitSeconds) {
        this.clock = clock;
        this.waitSeconds = waitSeconds;
    }

    /**
     * Runs the work, unless the request has been carried out or is being so.
     *
     * @param transaction open, and committed or rolled back by the caller: roll back if this throws
     * @param work writes through the same transaction
     * @throws StoreUnavailableException if the database can't be asked
     * @throws IllegalStateException if no transaction is open
     */
    public <T> Once<T> once(Connection transaction, IdempotentRequest request, Supplier<Once.Work<T>> work) {
        try {
            if (transaction.getAutoCommit()) {
                throw new IllegalStateException("no transaction is open: auto-commit is on");
            }
            long now = clock.millis();
            Claim claim = claim(transaction, request, now);
            if (claim == Claim.LOCKED) {
                return new Once.Running<>();
            }
            if (claim == Claim.TAKEN) {
                return stored(transaction, request, now, work);
            }
            return carriedOut(transaction, request, work);
        } catch (SQLException e) {
            throw SqlFailure.unavailable("carry out a request once", e);
        }
    }

    /**
     * Whether the request's key was used within 24 hours, with whatever body. For services whose body names the database:
     * ask the others under a claim that all of them share, or one of them may be at work with the same key.
     */
    public boolean knows(Connection connection, IdempotentRequest request) {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT 1 FROM keystile_idempotency WHERE request_hash = ? AND status IS NOT NULL AND created_at > ?")) {
            select.setBytes(1, request.id());
            select.setLong(2, clock.millis() - KEPT.toMillis());
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        } catch (SQLException e) {
            throw SqlFailure.unavailable("carry out a request once", e);
        }
    }

    /**
     * Forgets requests that are older than 24 hours, by a statement of its own.
     *
     * @return how many
     */
    public int prune(Connection connection) {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM keystile_idempotency WHERE created_at <= ?")) {
            delete.setLong(1, clock.millis() - KEPT.toMillis());
            return delete.executeUpdate();
        } catch (SQLException e) {
            throw SqlFailure.unavailable("carry out a request once", e);
        }
    }

    private enum Claim {
        OURS,
        TAKEN,
        LOCKED
    }

    /** The row is the lock: a second request with the same key waits here until the first one's transaction ends. */
    private Claim claim(Connection transaction, IdempotentRequest request, long now) throws SQLException {
        Savepoint before = transaction.setSavepoint();
        try (PreparedStatement insert = transaction.prepareStatement(
                "INSERT INTO keystile_idempotency (request_hash, body_hash, created_at) VALUES (?, ?, ?)")) {
            insert.setBytes(1, request.id());
            insert.setBytes(2, request.body());
            insert.setLong(3, now);
            bounded(insert);
        } catch (SQLException e) {
            transaction.rollback(before);
            if (isStillLocked(e)) {
                return Claim.LOCKED;
            }
            if (isDuplicate(e)) {
                return Claim.TAKEN;
            }
            throw e;
        }
        transaction.releaseSavepoint(before);
        return Claim.OURS;
    }

    private <T> Once<T> stored(Connection transaction, IdempotentRequest request, long now, Supplier<Once.Work<T>> work)
            throws SQLException {
        try (PreparedStatement select = transaction.prepareStatement(
                "SELECT body_hash, status, answer, created_at FROM keystile_idempotency WHERE request_hash = ?")) {
            select.setBytes(1, request.id());
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    // Ended a moment ago, or in a snapshot older than its end.
                    return new Once.Running<>();
                }
                int status = row.getInt("status"); // 0: null
                long createdAt = row.getLong("created_at");
                if (status == 0 || now >= createdAt + KEPT.toMillis()) {
                    return takenOver(transaction, request, createdAt, now)
                            ? carriedOut(transaction, request, work)
                            : new Once.Running<>();
                }
                return request.hasBody(row.getBytes("body_hash"))
                        ? new Once.Repeated<>(status, row.getString("answer"))
                        : new Once.OtherBody<>();
            }
        }
    }

    /** A row past its time, or one whose work was given up though its transaction was committed. */
    private boolean takenOver(Connection transaction, IdempotentRequest request, long seen, long now)
            throws SQLException {
        try (PreparedStatement update = transaction.prepareStatement("UPDATE keystile_idempotency SET body_hash = ?,"
                + " status = NULL, answer = NULL, created_at = ? WHERE request_hash = ? AND created_at = ?")) {
            update.setBytes(1, request.body());
            update.setLong(2, now);
            update.setBytes(3, request.id());
            update.setLong(4, seen);
            return bounded(update) == 1;
        }
    }

    private int bounded(PreparedStatement statement) throws SQLException {
        statement.setQueryTimeout(waitSeconds);
        try {
            return statement.executeUpdate();
        } finally {
            // In H2 it would stay with the connection.
            statement.setQueryTimeout(0);
        }
    }

    private static <T> Once<T> carriedOut(
            Connection transaction, IdempotentRequest request, Supplier<Once.Work<T>> work) throws SQLException {
        Once.Work<T> done = work.get();
        try (PreparedStatement update = transaction.prepareStatement(
                "UPDATE keystile_idempotency SET status = ?, answer = ? WHERE request_hash = ?")) {
            update.setInt(1, done.status());
            update.setString(2, done.answer());
            update.setBytes(3, request.id());
            update.executeUpdate();
        }
        return new Once.First<>(done.result());
    }

    private static boolean isDuplicate(SQLException e) {
        String state = e.getSQLState();
        return state != null && state.startsWith("23");
    }

    private static boolean isStillLocked(SQLException e) {
        String state = e.getSQLState();
        return (state != null && STILL_LOCKED.contains(state))
                || e.getErrorCode() == MARIADB_LOCK_WAIT_TIMEOUT
                || e.getErrorCode() == MARIADB_STATEMENT_TIMEOUT;
    }
}
