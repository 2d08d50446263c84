package io.keystile.jdbc;

import io.keystile.ConfigurationException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/** The databases, and what each says in its own way. */
enum Database {
    POSTGRESQL(
            "postgresql",
            "CAST(floor(extract(epoch FROM clock_timestamp()) * 1000) AS BIGINT)",
            "INSERT INTO keystile_tenant (id, suspended, attributes, limits, version) VALUES (?, FALSE, '', '', 1)"
                    + " ON CONFLICT (id) DO NOTHING",
            "INSERT INTO keystile_last_used AS u (credential_id, used_at)"
                    + " SELECT c.id, ? FROM keystile_credential c WHERE c.id = ?"
                    + " ON CONFLICT (credential_id) DO UPDATE SET used_at = EXCLUDED.used_at"
                    + " WHERE EXCLUDED.used_at > u.used_at",
            ""),
    MARIADB(
            "mariadb",
            // Not by way of local time, which comes twice in an hour of autumn.
            "(TIMESTAMPDIFF(MICROSECOND, '1970-01-01 00:00:00', UTC_TIMESTAMP(3)) DIV 1000)",
            "INSERT INTO keystile_tenant (id, suspended, attributes, limits, version) VALUES (?, FALSE, '', '', 1)"
                    + " ON DUPLICATE KEY UPDATE version = version",
            "INSERT INTO keystile_last_used (credential_id, used_at)"
                    + " SELECT c.id, ? FROM keystile_credential c WHERE c.id = ?"
                    + " ON DUPLICATE KEY UPDATE used_at = GREATEST(used_at, VALUES(used_at))",
            // At REPEATABLE READ a plain read shows what stood when the transaction began, even behind a lock.
            " FOR UPDATE"),
    H2(
            "h2",
            "CAST(FLOOR(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP) * 1000) AS BIGINT)",
            "MERGE INTO keystile_tenant t USING (VALUES (CAST(? AS VARCHAR))) AS n (id) ON t.id = n.id"
                    + " WHEN NOT MATCHED THEN INSERT (id, suspended, attributes, limits, version)"
                    + " VALUES (n.id, FALSE, '', '', 1)",
            "MERGE INTO keystile_last_used u USING (SELECT CAST(? AS BIGINT) AS used_at, c.id"
                    + " FROM keystile_credential c WHERE c.id = ?) AS n ON u.credential_id = n.id"
                    + " WHEN MATCHED AND n.used_at > u.used_at THEN UPDATE SET used_at = n.used_at"
                    + " WHEN NOT MATCHED THEN INSERT (credential_id, used_at) VALUES (n.id, n.used_at)",
            "");

    private final String folder;
    private final String nowMillis;
    private final String insertTenant;
    private final String markUsed;
    private final String latest;

    Database(String folder, String nowMillis, String insertTenant, String markUsed, String latest) {
        this.folder = folder;
        this.nowMillis = nowMillis;
        this.insertTenant = insertTenant;
        this.markUsed = markUsed;
        this.latest = latest;
    }

    /** The one behind {@code connection}. */
    static Database of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return switch (product.toLowerCase(Locale.ROOT)) {
            case "postgresql" -> POSTGRESQL;
            case "mariadb", "mysql" -> MARIADB;
            case "h2" -> H2;
            default ->
                throw new ConfigurationException(List.of("store: the data source leads to " + product
                        + "; keystile-jdbc knows PostgreSQL, MariaDB, MySQL and H2"));
        };
    }

    /** Where its scripts are, below {@code schema}. */
    String folder() {
        return folder;
    }

    /** Its own clock, in milliseconds, as it stands when the statement runs. */
    String nowMillis() {
        return nowMillis;
    }

    /** Makes the record of the tenant of that id, unless it is there. */
    String insertTenant() {
        return insertTenant;
    }

    /** Notes a time of use (first argument) of a credential (second), forward only. */
    String markUsed() {
        return markUsed;
    }

    /** What a read ends with to see what a lock taken before it protects, at any isolation. */
    String latest() {
        return latest;
    }

    /** Whether a statement's timeout is the statement's alone; in H2 it would stay with the connection. */
    boolean timesStatements() {
        return this != H2;
    }
}
