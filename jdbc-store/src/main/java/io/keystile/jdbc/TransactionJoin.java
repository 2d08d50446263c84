package io.keystile.jdbc;

import java.sql.Connection;

/**
 * The application's open transaction, as its own transaction manager sees it: what a credential store needs to write within
 * it. Belongs to one transaction, and is called on that transaction's thread.
 */
public interface TransactionJoin {
    /** The transaction's connection: the same object at each call, never closed or committed by the store. */
    Connection connection();

    /**
     * Has {@code lastStatement} run within the transaction, behind everything else that it does and right before its
     * commit: it takes a lock that all commits of the store wait for. If {@code lastStatement} throws, the transaction must
     * be rolled back. Never run for a transaction that is rolled back.
     */
    void beforeCommit(Runnable lastStatement);

    /** Has {@code obey} run once the transaction has been committed, before the call that committed it returns. */
    void afterCommit(Runnable obey);
}
