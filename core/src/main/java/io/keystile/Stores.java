package io.keystile;

import io.keystile.cache.CachedStore;
import io.keystile.cache.Clocks;
import io.keystile.key.Environment;
import io.keystile.store.CacheFigures;
import io.keystile.store.CacheLimits;
import io.keystile.store.CredentialStore;
import io.keystile.store.Freshness;
import io.keystile.store.StoreHealth;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** The stores as decisions read them: each that is not local behind a cache. */
final class Stores implements AutoCloseable {
    private static final StoreHealth LOCAL = new StoreHealth(StoreHealth.State.LOCAL, null, null, Duration.ZERO);

    private final Map<Environment, CredentialStore> all = new EnumMap<>(Environment.class);
    private final Map<Environment, CachedStore> cached = new EnumMap<>(Environment.class);
    private final Clocks clocks;

    Stores(Map<Environment, CredentialStore> given, Freshness freshness, CacheLimits limits, Clocks clocks) {
        this.clocks = clocks;
        given.forEach((environment, store) -> {
            all.put(environment, store);
            if (!store.isLocal()) {
                String name = environment.name().toLowerCase(Locale.ROOT);
                cached.put(environment, CachedStore.of(name, store, freshness, limits, clocks));
            }
        });
        all.putAll(cached);
    }

    void start() {
        cached.values().forEach(CachedStore::start);
    }

    Map<Environment, CredentialStore> all() {
        return all;
    }

    /** What deadlines are judged by there. */
    InstantSource clock(Environment environment) {
        CachedStore store = cached.get(environment);
        return store == null ? clocks.wall() : store.clock();
    }

    Health health() {
        Map<Environment, StoreHealth> healths = new EnumMap<>(Environment.class);
        all.keySet().forEach(environment -> healths.put(environment, LOCAL));
        cached.forEach((environment, store) -> healths.put(environment, store.health()));
        return new Health(healths);
    }

    Map<Environment, CacheFigures> figures() {
        Map<Environment, CacheFigures> figures = new EnumMap<>(Environment.class);
        cached.forEach((environment, store) -> figures.put(environment, store.figures()));
        return figures;
    }

    @Override
    public void close() {
        cached.values().forEach(CachedStore::close);
    }
}
