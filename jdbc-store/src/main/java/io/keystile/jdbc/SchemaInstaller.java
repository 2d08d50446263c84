package io.keystile.jdbc;

import io.keystile.ConfigurationException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Runs the scripts that a database lacks, in their order. Nodes that start at once take turns: by a lock on PostgreSQL and
 * MariaDB; on H2, whose scripts can run twice, by trying again.
 */
final class SchemaInstaller {
    private static final String LOCK = "keystile_schema";
    private static final int LOCK_SECONDS = 60;
    private static final int ATTEMPTS = 3;

    private SchemaInstaller() {}

    static void install(Connections connections) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                connections.transaction("install the schema", SchemaInstaller::install);
                return;
            } catch (SQLException e) {
                if (attempt == ATTEMPTS || connections.database() != Database.H2) {
                    throw e;
                }
            }
        }
    }

    private static int install(Sql sql) throws SQLException {
        lock(sql);
        try {
            int installed = installedVersion(sql);
            for (int version = installed + 1; version <= StoreStamp.SCHEMA_VERSION; version++) {
                run(sql, version);
            }
            return installed;
        } finally {
            unlock(sql);
        }
    }

    private static void run(Sql sql, int version) throws SQLException {
        List<String> statements = SqlScript.statements(sql.database(), version);
        if (statements == null) {
            throw new ConfigurationException(List.of("store: the script of schema version " + version + " is missing"));
        }
        try (Statement plain = sql.connection().createStatement()) {
            for (String statement : statements) {
                plain.execute(statement);
            }
        }
    }

    private static int installedVersion(Sql sql) throws SQLException {
        if (!hasStoreTable(sql.connection())) {
            return 0;
        }
        StoreStamp stamp = StoreStamp.read(sql);
        return stamp == null ? 0 : stamp.schemaVersion();
    }

    /** Asked of the catalogue: on PostgreSQL a failed query would end the transaction. */
    private static boolean hasStoreTable(Connection connection) throws SQLException {
        try (ResultSet tables =
                connection.getMetaData().getTables(connection.getCatalog(), connection.getSchema(), "%", null)) {
            while (tables.next()) {
                if (tables.getString("TABLE_NAME").equalsIgnoreCase("keystile_store")) {
                    return true;
                }
            }
            return false;
        }
    }

    private static void lock(Sql sql) throws SQLException {
        switch (sql.database()) {
            case POSTGRESQL -> sql.query("SELECT pg_advisory_xact_lock(hashtext(?))", ResultSet::next, LOCK);
            case MARIADB -> sql.query("SELECT GET_LOCK(?, ?)", ResultSet::next, LOCK, LOCK_SECONDS);
            case H2 -> {}
        }
    }

    private static void unlock(Sql sql) throws SQLException {
        if (sql.database() == Database.MARIADB) {
            sql.query("SELECT RELEASE_LOCK(?)", ResultSet::next, LOCK);
        }
    }
}
