package io.keystile.examples.common;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.postgresql.ds.PGSimpleDataSource;

/** Connections to one database, few, each waited for a bounded time. What the driver says goes no further: it may quote the URL. */
final class DatabasePool {
    private static final int CONNECTIONS = 10;
    private static final int WAIT_MILLIS = 2_000;
    private static final int CHECK_MILLIS = 1_000;
    private static final String CONNECT_SECONDS = "5";
    private static final String POSTGRESQL = "jdbc:postgresql:";

    // Kept, or its level could be forgotten. It warns with parts of a URL that it can't read.
    private static final Logger DRIVER = Logger.getLogger("org.postgresql");

    static {
        DRIVER.setLevel(Level.SEVERE);
    }

    private DatabasePool() {}

    /** The URL of a new one in this process's memory; it lasts until it is shut down. */
    static String embedded() {
        return "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE";
    }

    /**
     * A pool, once a first connection has been had.
     *
     * @throws FlagException if none can be
     */
    static HikariDataSource open(String flag, String url) {
        try {
            DriverManager.getDriver(url);
        } catch (SQLException e) {
            throw new FlagException(
                    flag, "must be a URL of a database whose driver is on board: jdbc:postgresql:… or jdbc:h2:…");
        }
        try {
            DriverManager.getConnection(url, settings(url)).close();
        } catch (SQLException e) {
            throw new FlagException(flag, problem(e));
        }
        return pool(url);
    }

    private static HikariDataSource pool(String url) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("database");
        config.setJdbcUrl(url);
        settings(url).forEach((name, value) -> config.addDataSourceProperty((String) name, value));
        config.setMaximumPoolSize(CONNECTIONS);
        config.setConnectionTimeout(WAIT_MILLIS);
        config.setValidationTimeout(CHECK_MILLIS);
        config.setInitializationFailTimeout(-1); // one has just been had
        return new HikariDataSource(config);
    }

    private static Properties settings(String url) {
        Properties settings = new Properties();
        if (isPostgres(url)) {
            settings.setProperty("connectTimeout", CONNECT_SECONDS);
            settings.setProperty("loginTimeout", CONNECT_SECONDS);
            settings.setProperty("ApplicationName", "keystile");
        } else {
            // H2 may else hold a commit back for half a second, which a process that is killed loses.
            unlessGiven(settings, url, "WRITE_DELAY");
            // H2 may else close it at the end of the process before its last user has written.
            unlessGiven(settings, url, "DB_CLOSE_ON_EXIT");
            // Its log beside the database would quote statements.
            unlessGiven(settings, url, "TRACE_LEVEL_FILE");
        }
        return settings;
    }

    private static void unlessGiven(Properties settings, String url, String h2Setting) {
        if (!url.toUpperCase(Locale.ROOT).contains(";" + h2Setting + "=")) {
            settings.setProperty(h2Setting, "0");
        }
    }

    static boolean isPostgres(String url) {
        return url.startsWith(POSTGRESQL);
    }

    /** Connections past the pool, for what keeps one. */
    static PGSimpleDataSource direct(String url) {
        PGSimpleDataSource direct = new PGSimpleDataSource();
        direct.setUrl(url);
        return direct;
    }

    private static String problem(SQLException e) {
        String state = Objects.requireNonNullElse(e.getSQLState(), "");
        String code = " (SQLState " + state + ", code " + e.getErrorCode() + ")";
        if (state.startsWith("08")) {
            return "can't be reached" + code;
        }
        if (state.startsWith("28")) {
            return "refuses the user or the password" + code;
        }
        return (state.equals("3D000") ? "is not there" : "can't be opened") + code;
    }
}
