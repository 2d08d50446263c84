package io.keystile.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The part of PostgreSQL's driver that is beyond JDBC: {@code PGConnection.getNotifications(int)}. By reflection, so that
 * nobody needs the driver to compile or load the rest. Thread-safe.
 */
final class PgNotifications {
    private final Class<?> connectionType;
    private final Method getNotifications;
    private final Method getName;
    private final Method getParameter;

    /** Fails if the driver is not there. */
    PgNotifications() throws ReflectiveOperationException {
        this.connectionType = Class.forName("org.postgresql.PGConnection");
        this.getNotifications = connectionType.getMethod("getNotifications", int.class);
        Class<?> notification = Class.forName("org.postgresql.PGNotification");
        this.getName = notification.getMethod("getName");
        this.getParameter = notification.getMethod("getParameter");
    }

    /**
     * Waits for notifications.
     *
     * @return how many came, those of {@code origin} aside; 0 after {@code millis} without any
     */
    int others(Connection connection, String origin, int millis) throws SQLException {
        Object[] all = (Object[]) call(getNotifications, connection.unwrap(connectionType), millis);
        int others = 0;
        for (Object each : all == null ? new Object[0] : all) {
            if (FeedRows.CHANNEL.equals(call(getName, each)) && !origin.equals(call(getParameter, each))) {
                others++;
            }
        }
        return others;
    }

    private static @Nullable Object call(Method method, Object target, Object... arguments) throws SQLException {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof SQLException failure) {
                throw failure;
            }
            throw new SQLException("the driver failed", e);
        } catch (IllegalAccessException e) {
            throw new SQLException("the driver can't be called", e);
        }
    }
}
