package io.keystile.jdbc;

import io.keystile.store.Change;
import java.util.List;
import java.util.function.LongFunction;

/** Where a store's statements run: in transactions of its own, or within one of the application's. */
interface SqlAccess {
    /**
     * Answers a query.
     *
     * @param what could not be done if it fails: "look up a key"
     */
    <T> T read(String what, Sql.Work<T> work);

    /** Reads what can wait longer than a request does: lists, histories. */
    <T> T list(String what, Sql.Work<T> work);

    /**
     * Writes a step, all or nothing.
     *
     * @param step what the feed shall say, once its positions are known; nothing if it wrote nothing
     */
    StepOutcome write(String what, Sql.Work<List<LongFunction<Change>>> step);

    /** Writes what is no step: no feed entry, nothing to obey. */
    void mark(String what, Sql.Work<?> work);

    /** Whether a record must be locked as it is read, because the transaction goes on to write it. */
    boolean locks();
}
