package io.keystile.examples.common;

import com.zaxxer.hikari.HikariDataSource;
import io.keystile.ConfigurationException;
import io.keystile.jdbc.EnvironmentDataSource;
import io.keystile.jdbc.JdbcCredentialStore;
import io.keystile.jdbc.JdbcStoreBuilder;
import io.keystile.key.Environment;
import io.keystile.store.StoreUnavailableException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A server's two databases, live and sandbox: in each the credentials, and beside them the server's own data. */
public final class Databases implements AutoCloseable {
    private final Map<Environment, HikariDataSource> pools = new EnumMap<>(Environment.class);
    private final Map<Environment, JdbcCredentialStore> stores = new EnumMap<>(Environment.class);
    private final boolean embedded;

    private Databases(boolean embedded) {
        this.embedded = embedded;
    }

    /**
     * Opens those that the options name, else two of its own in memory. Installs the schema where it is missing; servers that
     * start at once take turns.
     *
     * @throws FlagException if one can't be reached, or is another environment's
     */
    public static Databases open(CommonOptions options) {
        DatabaseUrls urls = options.databases();
        Databases databases = new Databases(urls == null);
        try {
            for (Environment environment : Environment.values()) {
                databases.open(environment, urls == null ? DatabasePool.embedded() : urls.of(environment));
            }
            return databases;
        } catch (FlagException e) {
            databases.close();
            throw e;
        }
    }

    private void open(Environment environment, String url) {
        String flag = DatabaseUrls.flag(environment);
        HikariDataSource pool = DatabasePool.open(flag, url);
        pools.put(environment, pool);
        JdbcStoreBuilder store = JdbcCredentialStore.over(pool, environment).installSchema();
        if (DatabasePool.isPostgres(url)) {
            store = store.hintsOver(DatabasePool.direct(url));
        }
        try {
            stores.put(environment, store.build());
        } catch (ConfigurationException e) {
            throw new FlagException(flag, String.join("; ", e.problems()));
        } catch (StoreUnavailableException e) {
            throw new FlagException(flag, e.getMessage());
        }
    }

    /** The credentials of an environment. */
    public JdbcCredentialStore store(Environment environment) {
        return there(stores.get(environment), environment);
    }

    /** The database of an environment. */
    public DataSource of(Environment environment) {
        return there(pools.get(environment), environment);
    }

    /** The database of whichever environment the work at hand is for. */
    public EnvironmentDataSource data() {
        return new EnvironmentDataSource(of(Environment.LIVE), of(Environment.SANDBOX));
    }

    /**
     * Runs a script in both databases, one server at a time: what it makes it must make only where it is missing, in SQL that
     * both PostgreSQL and H2 know.
     *
     * @throws FlagException if a database refuses it
     */
    public void install(List<String> script) {
        for (Environment environment : Environment.values()) {
            try {
                OwnTables.install(of(environment), script);
            } catch (StoreUnavailableException e) {
                throw new FlagException(DatabaseUrls.flag(environment), e.getMessage());
            }
        }
    }

    private static <T> T there(@Nullable T found, Environment environment) {
        if (found == null) {
            throw new IllegalArgumentException("there is no database for " + environment);
        }
        return found;
    }

    @Override
    public void close() {
        stores.values().forEach(JdbcCredentialStore::close);
        for (HikariDataSource pool : pools.values()) {
            if (embedded) {
                OwnTables.letGo(pool);
            }
            pool.close();
        }
    }
}
