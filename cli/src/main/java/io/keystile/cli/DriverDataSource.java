package io.keystile.cli;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A new connection each time: a command needs few, and for a moment. */
final class DriverDataSource implements DataSource {
    private static final String CONNECT_SECONDS = "10";
    // Kept, or its level could be forgotten. It warns with parts of a URL that it can't read.
    private static final Logger POSTGRESQL = Logger.getLogger("org.postgresql");

    static {
        POSTGRESQL.setLevel(Level.SEVERE);
    }

    private final String url;
    private final Properties settings = new Properties();

    DriverDataSource(String url, @Nullable String user, @Nullable String password) {
        this.url = url;
        if (user != null) {
            settings.setProperty("user", user);
        }
        if (password != null) {
            settings.setProperty("password", password);
        }
        if (url.startsWith("jdbc:postgresql:")) {
            settings.setProperty("connectTimeout", CONNECT_SECONDS);
            settings.setProperty("loginTimeout", CONNECT_SECONDS);
            settings.setProperty("ApplicationName", "keystile");
        } else if (url.startsWith("jdbc:h2:")) {
            // Its log beside the database would quote statements.
            settings.setProperty("TRACE_LEVEL_FILE", "0");
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        return DriverManager.getConnection(url, settings);
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("one user alone");
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) throws SQLException {
        throw new SQLFeatureNotSupportedException("no log");
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        throw new SQLFeatureNotSupportedException("settled by the driver's settings");
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("no log");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (!isWrapperFor(type)) {
            throw new SQLException("wraps nothing");
        }
        return type.cast(this);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }
}
