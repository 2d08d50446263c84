package io.keystile.jdbc;

import io.keystile.ConfigurationException;
import io.keystile.key.Environment;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a database says that it is.
 *
 * @param environment null: not stamped yet
 * @param schemaVersion of the last script that ran
 */
record StoreStamp(@Nullable String environment, int schemaVersion) {
    /** The schema that this version of the library writes. It serves the version of the library before it too. */
    static final int SCHEMA_VERSION = 1;

    private static final int FEED_ID_BYTES = 16;

    /** As it stands; null if the schema is not there. */
    static @Nullable StoreStamp read(Sql sql) throws SQLException {
        try {
            List<StoreStamp> rows = sql.list(
                    "SELECT environment, schema_version FROM keystile_store WHERE id = 1",
                    row -> new StoreStamp(row.getString(1), row.getInt(2)));
            return rows.isEmpty() ? null : rows.get(0);
        } catch (SQLException e) {
            if (SqlFailure.isMissing(e)) {
                return null;
            }
            throw e;
        }
    }

    /** Stamps a database that isn't stamped; another stamp stays. */
    static void write(Sql sql, Environment environment) throws SQLException {
        sql.update(
                "UPDATE keystile_store SET environment = ?, feed_id = ? WHERE id = 1 AND environment IS NULL",
                environment.name(),
                newFeedId());
    }

    /** Another feed id: every node drops what it has cached. */
    static void renewFeed(Sql sql) throws SQLException {
        sql.update("UPDATE keystile_store SET feed_id = ? WHERE id = 1", newFeedId());
    }

    /** Refuses a database that is not ready to keep {@code environment}'s credentials. */
    static void check(Sql sql, Environment environment) throws SQLException {
        StoreStamp stamp = read(sql);
        if (stamp == null) {
            throw refused("holds no schema of Keystile's; run its scripts, or ask for them with installSchema()");
        }
        if (stamp.schemaVersion < SCHEMA_VERSION || stamp.schemaVersion > SCHEMA_VERSION + 1) {
            throw refused("holds schema version " + stamp.schemaVersion + "; this version of the library works with "
                    + SCHEMA_VERSION + " and " + (SCHEMA_VERSION + 1));
        }
        if (stamp.environment == null) {
            throw refused("is not stamped with an environment yet; ask for it once with stampEnvironment()");
        }
        if (!stamp.environment.equals(environment.name())) {
            throw refused("is stamped " + stamp.environment + ", but was given as the store of " + environment);
        }
        if (sql.query(
                "SELECT 1 FROM keystile_store WHERE environment = ?",
                rows -> rows.next(),
                environment.name().toLowerCase(Locale.ROOT))) {
            throw refused("compares texts without regard to case; ids must compare byte by byte");
        }
    }

    private static String newFeedId() {
        byte[] id = new byte[FEED_ID_BYTES];
        new SecureRandom().nextBytes(id);
        return HexFormat.of().formatHex(id);
    }

    private static ConfigurationException refused(String problem) {
        return new ConfigurationException(List.of("store: the database " + problem));
    }
}
