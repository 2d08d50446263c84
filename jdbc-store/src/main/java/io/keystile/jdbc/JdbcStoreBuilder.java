package io.keystile.jdbc;

import io.keystile.ConfigurationException;
import io.keystile.key.Environment;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The settings of a {@link JdbcCredentialStore}. */
public final class JdbcStoreBuilder {
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final Duration SILENCE = Duration.ofSeconds(5);

    private final DataSource dataSource;
    private final Environment environment;
    private Duration readTimeout = Duration.ofSeconds(2);
    private Duration stepTimeout = Duration.ofSeconds(15);
    private Duration feedKept = Duration.ofHours(1);
    private @Nullable DataSource hints;
    private boolean install;
    private boolean stamp;

    JdbcStoreBuilder(DataSource dataSource, Environment environment) {
        this.dataSource = dataSource;
        this.environment = environment;
    }

    /**
     * Has {@link #build} run the scripts that the database lacks, and stamp it. Without this the library runs no DDL: run the
     * scripts under {@code io/keystile/jdbc/schema} yourself, as with Flyway. For an embedded database, and first steps.
     */
    public JdbcStoreBuilder installSchema() {
        install = true;
        return stampEnvironment();
    }

    /**
     * Has {@link #build} stamp a database that has never been stamped with the environment of this store. One that bears
     * another stamp is refused all the same.
     */
    public JdbcStoreBuilder stampEnvironment() {
        stamp = true;
        return this;
    }

    /**
     * How long a look-up and a read of the feed wait for the database: 2 s unless set. To it adds what the data source itself
     * takes to hand out a connection. A database that accepts and never answers costs that much, and no more.
     *
     * @param timeout 1 ms to 1 day
     */
    public JdbcStoreBuilder readTimeout(Duration timeout) {
        readTimeout = checked("readTimeout", timeout);
        return this;
    }

    /**
     * The same for steps of the lifecycle, lists and histories: 15 s unless set.
     *
     * @param timeout 1 ms to 1 day
     */
    public JdbcStoreBuilder stepTimeout(Duration timeout) {
        stepTimeout = checked("stepTimeout", timeout);
        return this;
    }

    /**
     * How long entries of the feed are kept at least: 1 hour unless set. A node that was away for longer drops its cache as it
     * comes back. Older ones are removed by the commits of the nodes, now and then.
     *
     * @param kept 1 ms to 1 day
     */
    public JdbcStoreBuilder feedKept(Duration kept) {
        feedKept = checked("feedKept", kept);
        return this;
    }

    /**
     * Listens to PostgreSQL's notifications, so that other nodes' changes are heard of within milliseconds; without this, and
     * on every other database, they are by the next read of the feed. Needs PostgreSQL's driver, and one connection for as
     * long as the store is open: better of a data source without a pool, past any pooler. Behind one that swallows
     * notifications nothing fails; all is as without.
     */
    public JdbcStoreBuilder hintsOver(DataSource direct) {
        hints = direct;
        return this;
    }

    /**
     * The store. Asks the database whether it is what it should be.
     *
     * @throws ConfigurationException if it has no schema, one of another version, or is of another environment
     * @throws io.keystile.store.StoreUnavailableException if it can't be asked
     */
    public JdbcCredentialStore build() {
        try {
            Database database = database();
            Connections connections = new Connections(dataSource, database, readTimeout, stepTimeout);
            prepare(connections);
            String origin = Long.toHexString(new SecureRandom().nextLong());
            return new JdbcCredentialStore(environment, connections, feedKept, hints(database, origin), origin);
        } catch (SQLException e) {
            throw SqlFailure.unavailable("open the store", e);
        }
    }

    private void prepare(Connections connections) throws SQLException {
        if (install) {
            SchemaInstaller.install(connections);
        }
        connections.list("check the store", sql -> {
            if (stamp && StoreStamp.read(sql) != null) {
                StoreStamp.write(sql, environment);
            }
            StoreStamp.check(sql, environment);
            return true;
        });
    }

    private Database database() throws SQLException {
        try (Connection connection = Connections.connection(dataSource, "open the store")) {
            return Database.of(connection);
        }
    }

    private @Nullable PostgresHints hints(Database database, String origin) {
        if (hints == null || database != Database.POSTGRESQL) {
            return null;
        }
        try {
            return new PostgresHints(hints, new PgNotifications(), origin, SILENCE);
        } catch (ReflectiveOperationException e) {
            throw new ConfigurationException(
                    List.of("store: hintsOver(…) needs PostgreSQL's driver, org.postgresql:postgresql"));
        }
    }

    private static Duration checked(String setting, Duration given) {
        if (given.compareTo(Duration.ofMillis(1)) < 0 || given.compareTo(LONGEST) > 0) {
            throw new ConfigurationException(List.of("store: " + setting + " must be 1 ms to 1 day, but is " + given));
        }
        return given;
    }
}
