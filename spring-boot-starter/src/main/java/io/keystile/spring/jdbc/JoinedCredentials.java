package io.keystile.spring.jdbc;

import io.keystile.Keystile;
import io.keystile.jdbc.JdbcCredentialStore;
import io.keystile.key.Environment;
import io.keystile.lifecycle.CredentialLifecycle;
import javax.sql.DataSource;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Credentials within the application's own transactions: a key is issued together with rows of yours, or neither is. To be
 * used inside of {@code @Transactional}; elsewhere each step of {@link Keystile#credentials} is a transaction of its own.
 * Safe for all threads.
 */
public final class JoinedCredentials {
    private final Keystile keystile;
    private final JdbcStores stores;

    JoinedCredentials(Keystile keystile, JdbcStores stores) {
        this.keystile = keystile;
        this.stores = stores;
    }

    /**
     * The credentials of an environment, for the transaction that is open on this thread, and for that one alone.
     *
     * @throws IllegalStateException if no transaction of that environment's database is open
     * @throws IllegalArgumentException if the environment has no database
     */
    public CredentialLifecycle in(Environment environment) {
        CredentialLifecycle own = keystile.credentials(environment);
        JdbcCredentialStore store = stores.store(environment);
        DataSource source = stores.dataSource(environment);
        if (store == null || source == null) {
            throw new IllegalArgumentException("there is no database for " + environment);
        }
        if (!TransactionSynchronizationManager.isActualTransactionActive()
                || !TransactionSynchronizationManager.hasResource(source)) {
            throw new IllegalStateException("no transaction of the database of environment " + environment
                    + " is open here; call it inside of @Transactional, or take keystile.credentials(…)");
        }
        return store.joining(own, new SpringTransaction(source));
    }
}
