package io.keystile.faults;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.keystile.Keystile;
import io.keystile.jdbc.JdbcCredentialStore;
import io.keystile.jdbc.JdbcStoreBuilder;
import io.keystile.key.Environment;
import io.keystile.key.KeyFormat;
import io.keystile.net.ClientAddress;
import io.keystile.policy.AccessPolicy;
import io.keystile.store.CacheLimits;
import java.time.Duration;
import java.time.InstantSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * What a service would open: a pool, a store, a Keystile.
 *
 * @param pool of the application
 * @param store over it
 * @param keystile before that
 */
record NodeParts(HikariDataSource pool, JdbcCredentialStore store, Keystile keystile) implements AutoCloseable {
    /** More than a node's threads: a pool that runs dry is an outage, and tested as one. */
    static final int POOL_SIZE = 12;

    static NodeParts open(NodeSettings settings, InstantSource wall) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(settings.url());
        config.setMaximumPoolSize(POOL_SIZE);
        config.setConnectionTimeout(Duration.ofSeconds(2).toMillis());
        config.setValidationTimeout(Duration.ofMillis(250).toMillis());
        HikariDataSource pool = new HikariDataSource(config);
        JdbcStoreBuilder builder = JdbcCredentialStore.over(pool, Environment.LIVE);
        if (!settings.hints().isEmpty()) {
            builder.hintsOver(direct(settings.hints()));
        }
        JdbcCredentialStore store = builder.build();
        return new NodeParts(pool, store, keystile(settings, store, wall));
    }

    private static PGSimpleDataSource direct(String url) {
        PGSimpleDataSource direct = new PGSimpleDataSource();
        direct.setUrl(url);
        direct.setApplicationName("hints");
        direct.setLoginTimeout(2);
        return direct;
    }

    private static Keystile keystile(NodeSettings settings, JdbcCredentialStore store, InstantSource wall) {
        return Keystile.builder()
                .keys(KeyFormat.withPrefix("acme"))
                .policy(AccessPolicy.builder()
                        .guard("/api")
                        .scope("/api/a", "a:read")
                        .build())
                .clientAddress(ClientAddress.peer())
                .clock(wall)
                .store(Environment.LIVE, store)
                .freshness(settings.freshness())
                // The bound on strangers' look-ups has tests of its own.
                .cacheLimits(new CacheLimits(100_000, 10_000, 1_000_000))
                .build();
    }

    @Override
    public void close() {
        keystile.close();
        store.close();
        pool.close();
    }
}
