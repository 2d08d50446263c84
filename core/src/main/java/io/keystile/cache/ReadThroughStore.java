package io.keystile.cache;

import io.keystile.credential.Credential;
import io.keystile.credential.CredentialId;
import io.keystile.credential.LifecycleEvent;
import io.keystile.credential.StoredKey;
import io.keystile.credential.Tenant;
import io.keystile.key.KeyHash;
import io.keystile.store.Change;
import io.keystile.store.ChangeFeed;
import io.keystile.store.CredentialQuery;
import io.keystile.store.CredentialStore;
import io.keystile.store.KeyMatch;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The side of a cached store that steps of the lifecycle work on: the store itself, whose answers must be of this moment. Of
 * a store without a feed, the steps that are made here are obeyed here before they return.
 */
abstract sealed class ReadThroughStore implements CredentialStore permits CachedStore {
    private final CredentialStore store;
    private final Entries entries;

    ReadThroughStore(CredentialStore store, Entries entries) {
        this.store = store;
        this.entries = entries;
    }

    @Override
    public final @Nullable KeyMatch findByKey(KeyHash hash) {
        return store.findByKey(hash);
    }

    @Override
    public final @Nullable KeyMatch findByGeneration(CredentialId id, int generation) {
        return store.findByGeneration(id, generation);
    }

    @Override
    public final List<KeyMatch> findByKeys(Collection<KeyHash> hashes) {
        return store.findByKeys(hashes);
    }

    @Override
    public final @Nullable Credential findById(CredentialId id) {
        return store.findById(id);
    }

    @Override
    public final @Nullable Tenant findTenant(String id) {
        return store.findTenant(id);
    }

    @Override
    public final List<Credential> find(CredentialQuery query, int limit, @Nullable CredentialId after) {
        return store.find(query, limit, after);
    }

    @Override
    public final boolean insert(Credential first, LifecycleEvent event) {
        return obeying(() -> store.insert(first, event), change(first, first));
    }

    @Override
    public final boolean replace(Credential next, Credential before, LifecycleEvent event) {
        return obeying(() -> store.replace(next, before, event), change(next, before));
    }

    @Override
    public final boolean replace(Tenant next, Tenant before, LifecycleEvent event) {
        return obeying(() -> store.replace(next, before, event), new Change.OfTenant(0, next.id(), next.version()));
    }

    // A feed tells of every commit made through the store, those of others' transactions too: nothing is added to that.
    // A
    // write that failed may have been committed all the same; to take out too much does no harm.
    private boolean obeying(BooleanSupplier write, Change change) {
        try {
            return write.getAsBoolean();
        } finally {
            if (store.changes() == null) {
                entries.apply(List.of(change));
            }
        }
    }

    private static Change change(Credential next, Credential before) {
        List<KeyHash> keys = Stream.of(next, before)
                .flatMap(c -> c.keys().all().stream())
                .map(StoredKey::hash)
                .distinct()
                .toList();
        return new Change.OfCredential(0, next.id(), next.version(), keys);
    }

    @Override
    public final List<LifecycleEvent> events(CredentialId id, int limit) {
        return store.events(id, limit);
    }

    @Override
    public final List<LifecycleEvent> tenantEvents(String tenant, int limit) {
        return store.tenantEvents(tenant, limit);
    }

    @Override
    public final void markUsed(Map<CredentialId, Instant> uses) {
        store.markUsed(uses);
    }

    @Override
    public final Map<CredentialId, Instant> lastUsed(Collection<CredentialId> ids) {
        return store.lastUsed(ids);
    }

    @Override
    public final @Nullable ChangeFeed changes() {
        return store.changes();
    }
}
