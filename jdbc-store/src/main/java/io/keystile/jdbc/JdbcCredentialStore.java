package io.keystile.jdbc;

import io.keystile.credential.Credential;
import io.keystile.credential.CredentialId;
import io.keystile.credential.LifecycleEvent;
import io.keystile.credential.Tenant;
import io.keystile.key.Environment;
import io.keystile.key.KeyHash;
import io.keystile.lifecycle.CredentialLifecycle;
import io.keystile.store.ChangeFeed;
import io.keystile.store.CredentialQuery;
import io.keystile.store.CredentialStore;
import io.keystile.store.KeyMatch;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * One environment's credentials in PostgreSQL, MariaDB, MySQL or H2. Thread-safe; any number of processes may share a
 * database. {@link #close} ends the thread that listens to hints, if there is one; the data source stays the application's.
 *
 * <p>Give it the primary, never a replica, and the data source itself rather than a proxy that hands out a transaction's
 * connection: what shall be written within a transaction of the application's, {@link #joining} and {@link #inTransaction}
 * are for.
 */
public final class JdbcCredentialStore implements CredentialStore, AutoCloseable {
    private final Environment environment;
    private final Connections connections;
    private final FeedPruning pruning;
    private final Commits commits;
    private final @Nullable PostgresHints hints;
    private final ChangeFeed feed;
    private final CredentialStore store;
    private final String origin;

    JdbcCredentialStore(
            Environment environment,
            Connections connections,
            Duration feedKept,
            @Nullable PostgresHints hints,
            String origin) {
        this.environment = environment;
        this.connections = connections;
        this.pruning = new FeedPruning(connections, feedKept);
        this.commits = new Commits(pruning);
        this.hints = hints;
        this.origin = origin;
        this.feed = new JdbcChangeFeed(connections, commits, hints);
        this.store = new SqlCredentialStore(new OwnTransactions(connections, commits, origin), environment);
    }

    /** The settings of a store of that environment's credentials in the database that {@code dataSource} leads to. */
    public static JdbcStoreBuilder over(DataSource dataSource, Environment environment) {
        return new JdbcStoreBuilder(dataSource, environment);
    }

    /**
     * Runs {@code work} in one transaction at READ COMMITTED, with a lifecycle whose steps belong to it: all is committed as
     * {@code work} returns, or nothing if it throws. The connection can't commit, roll back or close. Each record that a step
     * reads stays locked until the end: transactions of several steps should take them in one order.
     *
     * @param lifecycle over this store
     * @throws io.keystile.store.StoreUnavailableException if the transaction can't be begun or committed; where others were in
     *     the way it says so, and all can be run again
     */
    public <T extends @Nullable Object> T inTransaction(
            CredentialLifecycle lifecycle, BiFunction<Connection, CredentialLifecycle, T> work) {
        refuseStranger(lifecycle);
        try {
            Done<T> done = connections.applicationsTransaction("run the transaction", sql -> {
                OwnedTransaction own = new OwnedTransaction(sql.connection());
                T result = work.apply(own.guarded(), joined(lifecycle, own));
                own.ending();
                return new Done<>(own, result);
            });
            done.transaction.ended();
            return done.result;
        } catch (SQLException e) {
            throw SqlFailure.unavailable("run the transaction", e);
        }
    }

    private record Done<T extends @Nullable Object>(OwnedTransaction transaction, T result) {}

    /**
     * A lifecycle whose steps belong to the application's open transaction, and to that one alone: join each anew. Reads lock
     * what they read, as in {@link #inTransaction}. At REPEATABLE READ and above a step may end with the message that the
     * transaction has to be run again, as others' commits were in the way.
     *
     * @param lifecycle over this store
     */
    public CredentialLifecycle joining(CredentialLifecycle lifecycle, TransactionJoin transaction) {
        refuseStranger(lifecycle);
        return joined(lifecycle, transaction);
    }

    private CredentialLifecycle joined(CredentialLifecycle lifecycle, TransactionJoin transaction) {
        return lifecycle.over(
                new SqlCredentialStore(new JoinedTransaction(transaction, connections, commits, origin), environment));
    }

    private void refuseStranger(CredentialLifecycle lifecycle) {
        if (lifecycle.environment() != environment) {
            throw new IllegalArgumentException(
                    "a lifecycle of environment " + lifecycle.environment() + " over a store of " + environment);
        }
    }

    /** Removes all entries of the feed that are older than {@code olderThan} now; how many. */
    public long prune(Duration olderThan) {
        return pruning.prune(olderThan, Integer.MAX_VALUE);
    }

    /**
     * Gives the feed another id, so that every node drops what it has cached: a must when a database was put back to an earlier
     * state, before anything writes to it again.
     */
    public void renewFeed() {
        try {
            connections.transaction("renew the feed", sql -> {
                StoreStamp.renewFeed(sql);
                return true;
            });
        } catch (SQLException e) {
            throw SqlFailure.unavailable("renew the feed", e);
        }
    }

    @Override
    public void close() {
        if (hints != null) {
            hints.close();
        }
    }

    @Override
    public ChangeFeed changes() {
        return feed;
    }

    @Override
    public @Nullable KeyMatch findByKey(KeyHash hash) {
        return store.findByKey(hash);
    }

    @Override
    public List<KeyMatch> findByKeys(Collection<KeyHash> hashes) {
        return store.findByKeys(hashes);
    }

    @Override
    public @Nullable KeyMatch findByGeneration(CredentialId id, int generation) {
        return store.findByGeneration(id, generation);
    }

    @Override
    public @Nullable Credential findById(CredentialId id) {
        return store.findById(id);
    }

    @Override
    public @Nullable Tenant findTenant(String id) {
        return store.findTenant(id);
    }

    @Override
    public List<Credential> find(CredentialQuery query, int limit, @Nullable CredentialId after) {
        return store.find(query, limit, after);
    }

    @Override
    public boolean insert(Credential first, LifecycleEvent event) {
        return store.insert(first, event);
    }

    @Override
    public boolean replace(Credential next, Credential before, LifecycleEvent event) {
        return store.replace(next, before, event);
    }

    @Override
    public boolean replace(Tenant next, Tenant before, LifecycleEvent event) {
        return store.replace(next, before, event);
    }

    @Override
    public List<LifecycleEvent> events(CredentialId id, int limit) {
        return store.events(id, limit);
    }

    @Override
    public List<LifecycleEvent> tenantEvents(String tenant, int limit) {
        return store.tenantEvents(tenant, limit);
    }

    @Override
    public void markUsed(Map<CredentialId, Instant> uses) {
        store.markUsed(uses);
    }

    @Override
    public Map<CredentialId, Instant> lastUsed(Collection<CredentialId> ids) {
        return store.lastUsed(ids);
    }
}
