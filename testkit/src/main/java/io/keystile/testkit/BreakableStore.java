package io.keystile.testkit;

import io.keystile.credential.Credential;
import io.keystile.credential.CredentialId;
import io.keystile.credential.LifecycleEvent;
import io.keystile.credential.Tenant;
import io.keystile.key.KeyHash;
import io.keystile.store.ChangeFeed;
import io.keystile.store.CredentialQuery;
import io.keystile.store.CredentialStore;
import io.keystile.store.KeyMatch;
import io.keystile.store.StoreUnavailableException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A store that can't be asked while it is broken; else the one behind it. Thread-safe if that is. */
public final class BreakableStore implements CredentialStore {
    private final CredentialStore store;
    private volatile boolean broken;

    /** In front of a store, whole. */
    public BreakableStore(CredentialStore store) {
        this.store = store;
    }

    /** From now on nothing can be asked. */
    public void breakDown() {
        broken = true;
    }

    /** From now on everything can be asked. */
    public void recover() {
        broken = false;
    }

    private CredentialStore store() {
        if (broken) {
            throw new StoreUnavailableException("the test has broken the store");
        }
        return store;
    }

    @Override
    public @Nullable KeyMatch findByKey(KeyHash hash) {
        return store().findByKey(hash);
    }

    @Override
    public @Nullable Credential findById(CredentialId id) {
        return store().findById(id);
    }

    @Override
    public @Nullable Tenant findTenant(String id) {
        return store().findTenant(id);
    }

    @Override
    public List<Credential> find(CredentialQuery query, int limit, @Nullable CredentialId after) {
        return store().find(query, limit, after);
    }

    @Override
    public boolean insert(Credential first, LifecycleEvent event) {
        return store().insert(first, event);
    }

    @Override
    public boolean replace(Credential next, Credential before, LifecycleEvent event) {
        return store().replace(next, before, event);
    }

    @Override
    public boolean replace(Tenant next, Tenant before, LifecycleEvent event) {
        return store().replace(next, before, event);
    }

    @Override
    public List<LifecycleEvent> events(CredentialId id, int limit) {
        return store().events(id, limit);
    }

    @Override
    public List<LifecycleEvent> tenantEvents(String tenant, int limit) {
        return store().tenantEvents(tenant, limit);
    }

    @Override
    public void markUsed(Map<CredentialId, Instant> uses) {
        store().markUsed(uses);
    }

    @Override
    public Map<CredentialId, Instant> lastUsed(Collection<CredentialId> ids) {
        return store().lastUsed(ids);
    }

    @Override
    public boolean isLocal() {
        return store.isLocal();
    }

    @Override
    public @Nullable ChangeFeed changes() {
        return store.changes();
    }
}
