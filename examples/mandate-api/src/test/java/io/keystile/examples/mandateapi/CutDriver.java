package io.keystile.examples.mandateapi;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** H2 behind connections that end at a chosen statement or commit of a request, as if the process was killed there. */
final class CutDriver implements Driver {
    static final String PREFIX = "jdbc:cut:";

    /** How many points of requests are still to be passed; negative: all. */
    private static final AtomicInteger LEFT = new AtomicInteger(-1);

    static void register() throws SQLException {
        DriverManager.registerDriver(new CutDriver());
    }

    /** The {@code point}-th from now on, the first is 0, is where the connection ends. */
    static void cutAt(int point) {
        LEFT.set(point);
    }

    static boolean isStillArmed() {
        return LEFT.get() >= 0;
    }

    static void never() {
        LEFT.set(-1);
    }

    @Override
    public boolean acceptsURL(String url) {
        return url.startsWith(PREFIX);
    }

    @Override
    public @Nullable Connection connect(String url, Properties settings) throws SQLException {
        return acceptsURL(url)
                ? connection(DriverManager.getConnection("jdbc:" + url.substring(PREFIX.length()), settings))
                : null;
    }

    private static Connection connection(Connection real) {
        return proxy(Connection.class, (proxy, method, arguments) -> {
            boolean commit = method.getName().equals("commit");
            if (commit) {
                pass(real);
            }
            Object result = call(real, method, arguments);
            if (commit) {
                pass(real);
            }
            return result instanceof PreparedStatement made ? statement(made, real) : result;
        });
    }

    private static PreparedStatement statement(PreparedStatement real, Connection connection) {
        return proxy(PreparedStatement.class, (proxy, method, arguments) -> {
            if (method.getName().startsWith("execute")) {
                pass(connection);
            }
            return call(real, method, arguments);
        });
    }

    /** Requests alone count: what runs beside them would make each run another. */
    private static void pass(Connection real) throws SQLException {
        if (Thread.currentThread().getName().startsWith("qtp") && LEFT.get() >= 0 && LEFT.getAndDecrement() == 0) {
            real.rollback();
            real.close();
            throw new SQLException("cut by the test", "08006");
        }
    }

    private static @Nullable Object call(Object real, java.lang.reflect.Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(CutDriver.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties settings) {
        return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
        return 1;
    }

    @Override
    public int getMinorVersion() {
        return 0;
    }

    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger(CutDriver.class.getName());
    }
}
