package io.keystile.jdbc;

import io.keystile.store.StoreUnavailableException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What failures of the driver become. Its messages go no further: they may quote what was bound, as PostgreSQL does with the
 * hash that a unique index refused. Class, SQLState, vendor's code and stack are kept.
 */
final class SqlFailure {
    private static final int MYSQL_DUPLICATE_ENTRY = 1062;
    // Serialization failure; PostgreSQL's deadlock; H2's lock timeout and concurrent update.
    private static final Set<String> PASSING = Set.of("40001", "40P01", "HYT00", "90131");

    private SqlFailure() {}

    /** {@code what} could not be done. */
    static StoreUnavailableException unavailable(String what, Throwable failure) {
        String hint = isPassing(failure) ? "; others were in the way: the whole transaction can be run again" : "";
        return new StoreUnavailableException("can't " + what + " (" + summary(failure) + ")" + hint, scrubbed(failure));
    }

    /** Whether a unique index refused a row. */
    static boolean isDuplicate(SQLException failure) {
        return "23505".equals(failure.getSQLState())
                || ("23000".equals(failure.getSQLState()) && failure.getErrorCode() == MYSQL_DUPLICATE_ENTRY);
    }

    /** Whether the same transaction, run again, may well pass: the database has undone it for the sake of another. */
    static boolean isPassing(Throwable failure) {
        return failure instanceof SQLException sql
                && PASSING.contains(Objects.requireNonNullElse(sql.getSQLState(), ""));
    }

    /** Whether a table or column is not there. */
    static boolean isMissing(SQLException failure) {
        String state = failure.getSQLState();
        return state != null && (state.equals("42P01") || state.equals("42703") || state.startsWith("42S"));
    }

    /** The failure's class and codes, without its message. */
    static String summary(Throwable failure) {
        String name = failure.getClass().getSimpleName();
        return failure instanceof SQLException sql
                ? name + ", SQLState " + sql.getSQLState() + ", code " + sql.getErrorCode()
                : name;
    }

    private static Throwable scrubbed(Throwable failure) {
        Throwable cause = failure.getCause();
        Throwable copy = failure instanceof SQLException sql
                ? new SQLException(
                        summary(failure), sql.getSQLState(), sql.getErrorCode(), scrubbedCause(cause, failure))
                : new RuntimeException(summary(failure), scrubbedCause(cause, failure));
        copy.setStackTrace(failure.getStackTrace());
        return copy;
    }

    private static @Nullable Throwable scrubbedCause(@Nullable Throwable cause, Throwable of) {
        return cause == null || cause == of ? null : scrubbed(cause);
    }
}
