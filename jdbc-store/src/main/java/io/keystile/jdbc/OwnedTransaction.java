package io.keystile.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A transaction that the library itself began and ends around the application's work. For one thread. */
final class OwnedTransaction implements TransactionJoin {
    private static final Set<String> ENDS =
            Set.of("commit", "close", "abort", "setAutoCommit", "setTransactionIsolation");

    private final Connection connection;
    private final List<Runnable> beforeCommit = new ArrayList<>();
    private final List<Runnable> afterCommit = new ArrayList<>();

    OwnedTransaction(Connection connection) {
        this.connection = connection;
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public void beforeCommit(Runnable lastStatement) {
        beforeCommit.add(lastStatement);
    }

    @Override
    public void afterCommit(Runnable obey) {
        afterCommit.add(obey);
    }

    void ending() {
        beforeCommit.forEach(Runnable::run);
    }

    void ended() {
        afterCommit.forEach(Runnable::run);
    }

    /** The connection for the application's work: all but what would end the transaction before the feed is written. */
    Connection guarded() {
        return (Connection) Proxy.newProxyInstance(
                OwnedTransaction.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    String name = method.getName();
                    boolean whole = name.equals("rollback") && arguments == null;
                    if (whole || ENDS.contains(name)) {
                        throw new IllegalStateException(name
                                + ": the transaction is the library's; return to commit it, throw to roll it back");
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
