package io.keystile.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/**
 * A data source whose connections do something terrible right before the n-th thing that they ask of the database. Behind a
 * commit there is one more such point.
 */
final class StatementTrap {
    private static final Set<String> ASKS = Set.of(
            "execute", "executeQuery", "executeUpdate", "executeBatch", "setSavepoint", "releaseSavepoint", "commit");

    private final AtomicInteger points = new AtomicInteger();
    private final Deed deed;
    private volatile int at = Integer.MAX_VALUE;

    /** What is terrible. */
    interface Deed {
        void on(Connection connection) throws SQLException;
    }

    StatementTrap(Deed deed) {
        this.deed = deed;
    }

    /** The connection is gone. */
    static StatementTrap cuttingConnections() {
        return new StatementTrap(connection -> {
            connection.abort(Runnable::run);
            throw new SQLException("cut by the test", "08006");
        });
    }

    /** The whole process is gone, with no last word. */
    static StatementTrap haltingTheProcess(int code) {
        return new StatementTrap(connection -> Runtime.getRuntime().halt(code));
    }

    /** Counts from 1 from now on. */
    void setAt(int point) {
        points.set(0);
        at = point;
    }

    /** How many points were passed since. */
    int passed() {
        return points.get();
    }

    DataSource around(DataSource dataSource) {
        return proxy(
                DataSource.class,
                dataSource,
                (method, result) -> result instanceof Connection connection ? connection(connection) : result);
    }

    private Connection connection(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                StatementTrap.class.getClassLoader(), new Class<?>[] {Connection.class}, (p, method, arguments) -> {
                    Object result = guarded(connection, connection, method, arguments);
                    if (method.getName().equals("commit")) {
                        point(connection);
                    }
                    if (result instanceof PreparedStatement prepared) {
                        return statement(PreparedStatement.class, prepared, connection);
                    }
                    return result instanceof Statement plain ? statement(Statement.class, plain, connection) : result;
                });
    }

    private <T extends Statement> T statement(Class<T> type, T statement, Connection connection) {
        InvocationHandler handler = (p, method, arguments) -> guarded(statement, connection, method, arguments);
        return type.cast(Proxy.newProxyInstance(StatementTrap.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private Object guarded(Object target, Connection connection, Method method, Object[] arguments) throws Throwable {
        if (ASKS.contains(method.getName())) {
            point(connection);
        }
        return invoke(target, method, arguments);
    }

    private void point(Connection connection) throws SQLException {
        if (points.incrementAndGet() == at) {
            deed.on(connection);
        }
    }

    private interface Wrapping {
        Object wrap(Method method, Object result);
    }

    private static <T> T proxy(Class<T> type, T target, Wrapping wrapping) {
        return type.cast(Proxy.newProxyInstance(
                StatementTrap.class.getClassLoader(),
                new Class<?>[] {type},
                (p, method, arguments) -> wrapping.wrap(method, invoke(target, method, arguments))));
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
