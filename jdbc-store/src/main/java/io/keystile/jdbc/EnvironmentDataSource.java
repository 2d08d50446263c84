package io.keystile.jdbc;

import io.keystile.authn.CurrentCaller;
import io.keystile.key.Environment;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.EnumMap;
import java.util.Map;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The application's own data, routed by the environment of the work at hand: a sandbox key never reaches live data, however
 * the code behind it is written. Each connection comes from the database of {@link CurrentCaller#environment()}; where
 * nobody has set an environment there is none to fall back to, and the connection is refused.
 *
 * <p>A transaction stays where it began: what is open when the environment changes goes on in its own database. Safe for
 * many threads if the data sources are, which whoever made them closes.
 */
public final class EnvironmentDataSource implements DataSource {
    private final Map<Environment, DataSource> byEnvironment = new EnumMap<>(Environment.class);

    /**
     * Over a database for each environment.
     *
     * @throws IllegalArgumentException if both are the same one
     */
    public EnvironmentDataSource(DataSource live, DataSource sandbox) {
        if (live.equals(sandbox)) {
            throw new IllegalArgumentException("live and sandbox: are one data source, must be two databases");
        }
        byEnvironment.put(Environment.LIVE, live);
        byEnvironment.put(Environment.SANDBOX, sandbox);
    }

    /** The database of that environment, whoever is at work. */
    public DataSource of(Environment environment) {
        DataSource source = byEnvironment.get(environment);
        if (source == null) {
            throw new IllegalArgumentException("there is no database for " + environment);
        }
        return source;
    }

    /**
     * A connection to the database of the current environment.
     *
     * @throws IllegalStateException if there is no current environment
     */
    @Override
    public Connection getConnection() throws SQLException {
        return of(CurrentCaller.environment()).getConnection();
    }

    /**
     * A connection to the database of the current environment.
     *
     * @throws IllegalStateException if there is no current environment
     */
    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return of(CurrentCaller.environment()).getConnection(username, password);
    }

    @Override
    public @Nullable PrintWriter getLogWriter() throws SQLException {
        return of(Environment.LIVE).getLogWriter();
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) throws SQLException {
        for (DataSource source : byEnvironment.values()) {
            source.setLogWriter(out);
        }
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return of(Environment.LIVE).getLoginTimeout();
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        for (DataSource source : byEnvironment.values()) {
            source.setLoginTimeout(seconds);
        }
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("two data sources have two loggers");
    }

    /**
     * This object alone: what lies behind it depends on the environment, and a caller that kept it would have left the
     * routing.
     */
    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (!isWrapperFor(type)) {
            throw new SQLException("routes by environment; ask of(environment) for a database's own data source");
        }
        return type.cast(this);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }
}
