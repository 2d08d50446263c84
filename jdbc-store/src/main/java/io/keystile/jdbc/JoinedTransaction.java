package io.keystile.jdbc;

import io.keystile.store.Change;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Statements within a transaction that somebody else began and will end. Each step is all or nothing by a savepoint; the
 * feed's entries are kept back until the end. For one transaction, on its thread.
 */
final class JoinedTransaction implements SqlAccess {
    private final TransactionJoin join;
    private final Database database;
    private final Duration stepTimeout;
    private final Commits commits;
    private final String origin;
    private final List<LongFunction<Change>> entries = new ArrayList<>();
    private List<Change> written = List.of();
    private @Nullable Connection first;
    private boolean registered;
    private boolean flushed;

    JoinedTransaction(TransactionJoin join, Connections connections, Commits commits, String origin) {
        this.join = join;
        this.database = connections.database();
        this.stepTimeout = connections.stepTimeout();
        this.commits = commits;
        this.origin = origin;
    }

    @Override
    public <T> T read(String what, Sql.Work<T> work) {
        try {
            return work.run(sql());
        } catch (SQLException e) {
            throw SqlFailure.unavailable(what, e);
        }
    }

    @Override
    public <T> T list(String what, Sql.Work<T> work) {
        return read(what, work);
    }

    @Override
    public StepOutcome write(String what, Sql.Work<List<LongFunction<Change>>> step) {
        if (flushed) {
            throw new IllegalStateException("the transaction is ending: a credential can't be written any more");
        }
        try {
            Sql sql = sql();
            register();
            Savepoint before = sql.connection().setSavepoint();
            List<LongFunction<Change>> made = attempt(sql, before, step);
            if (made.isEmpty()) {
                return StepOutcome.REFUSED;
            }
            sql.connection().releaseSavepoint(before);
            entries.addAll(made);
            return StepOutcome.WRITTEN;
        } catch (SQLException e) {
            if (SqlFailure.isDuplicate(e)) {
                return StepOutcome.TAKEN;
            }
            throw SqlFailure.unavailable(what, e);
        }
    }

    private static List<LongFunction<Change>> attempt(
            Sql sql, Savepoint before, Sql.Work<List<LongFunction<Change>>> step) throws SQLException {
        List<LongFunction<Change>> made = List.of();
        try {
            made = step.run(sql);
            return made;
        } finally {
            if (made.isEmpty()) {
                sql.connection().rollback(before);
            }
        }
    }

    /** Before anything is written: a write that the end of the transaction would not know of is none. */
    private void register() {
        if (!registered) {
            registered = true;
            join.beforeCommit(this::flush);
            join.afterCommit(this::obey);
        }
    }

    private void flush() {
        flushed = true;
        if (entries.isEmpty()) {
            return;
        }
        try {
            written = FeedRows.write(sql(), entries, origin);
        } catch (SQLException e) {
            throw SqlFailure.unavailable("write the feed", e);
        }
    }

    private void obey() {
        if (!written.isEmpty()) {
            commits.made(written);
        }
    }

    @Override
    public void mark(String what, Sql.Work<?> work) {
        read(what, work);
    }

    @Override
    public boolean locks() {
        return true;
    }

    private Sql sql() throws SQLException {
        Connection now = join.connection();
        if (first == null) {
            if (now.getAutoCommit()) {
                throw new IllegalStateException("no transaction is open: the connection commits each statement");
            }
            first = now;
        } else if (first != now) {
            throw new IllegalStateException("this lifecycle belongs to a transaction that is over: join each one anew");
        }
        return new Sql(now, database, stepTimeout);
    }
}
