package io.keystile.jdbc;

import io.keystile.store.Change;
import java.sql.SQLException;
import java.util.List;
import java.util.function.LongFunction;

/** Each read a statement of its own, each step a transaction of its own. Thread-safe. */
final class OwnTransactions implements SqlAccess {
    private final Connections connections;
    private final Commits commits;
    private final String origin;

    OwnTransactions(Connections connections, Commits commits, String origin) {
        this.connections = connections;
        this.commits = commits;
        this.origin = origin;
    }

    @Override
    public <T> T read(String what, Sql.Work<T> work) {
        return connections.read(what, work);
    }

    @Override
    public <T> T list(String what, Sql.Work<T> work) {
        return connections.list(what, work);
    }

    @Override
    public StepOutcome write(String what, Sql.Work<List<LongFunction<Change>>> step) {
        List<Change> written;
        try {
            written = connections.transaction(what, sql -> {
                List<LongFunction<Change>> entries = step.run(sql);
                return entries.isEmpty() ? List.<Change>of() : FeedRows.write(sql, entries, origin);
            });
        } catch (SQLException e) {
            if (SqlFailure.isDuplicate(e)) {
                return StepOutcome.TAKEN;
            }
            throw SqlFailure.unavailable(what, e);
        }
        if (written.isEmpty()) {
            return StepOutcome.REFUSED;
        }
        commits.made(written);
        return StepOutcome.WRITTEN;
    }

    @Override
    public void mark(String what, Sql.Work<?> work) {
        try {
            connections.transaction(what, work);
        } catch (SQLException e) {
            throw SqlFailure.unavailable(what, e);
        }
    }

    @Override
    public boolean locks() {
        return false;
    }
}
