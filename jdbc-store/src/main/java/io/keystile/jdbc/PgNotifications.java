package io.keystile.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** The one class that knows PostgreSQL's driver; loaded only where hints were asked for. */
final class PgNotifications {
    private PgNotifications() {}

    /**
     * Waits for notifications.
     *
     * @return how many came, those of {@code origin} aside; 0 after {@code millis} without any
     */
    static int others(Connection connection, String origin, int millis) throws SQLException {
        PGNotification @Nullable [] all = connection.unwrap(PGConnection.class).getNotifications(millis);
        int others = 0;
        for (PGNotification each : all == null ? new PGNotification[0] : all) {
            if (each.getName().equals(FeedRows.CHANNEL) && !each.getParameter().equals(origin)) {
                others++;
            }
        }
        return others;
    }

    /** Whether the driver is there; fails with a linkage error where it is not. */
    static String driver() {
        return PGConnection.class.getName();
    }
}
