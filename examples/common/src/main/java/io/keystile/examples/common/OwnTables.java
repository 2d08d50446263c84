package io.keystile.examples.common;

import io.keystile.store.StoreUnavailableException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The tables of a server itself. */
final class OwnTables {
    private static final int ATTEMPTS = 3;

    private OwnTables() {}

    /** Servers that start at once take turns: by a lock on PostgreSQL; on H2, where DDL commits as it goes, by trying again. */
    static void install(DataSource database, List<String> script) {
        for (int attempt = 1; ; attempt++) {
            try {
                Transactions.run(database, connection -> installed(connection, script));
                return;
            } catch (StoreUnavailableException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private static @Nullable Void installed(Connection connection, List<String> script) {
        try (Statement statement = connection.createStatement()) {
            if (connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
                lock(statement);
            }
            for (String line : script) {
                statement.execute(line);
            }
            return null;
        } catch (SQLException e) {
            throw Transactions.unavailable(e);
        }
    }

    private static void lock(Statement statement) throws SQLException {
        try (ResultSet held = statement.executeQuery("SELECT pg_advisory_xact_lock(hashtext('keystile_examples'))")) {
            held.next();
        }
    }

    /** Lets an embedded database end with its last connection. */
    static void letGo(DataSource database) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET DB_CLOSE_DELAY 0");
        } catch (SQLException e) {
            throw Transactions.unavailable(e);
        }
    }
}
