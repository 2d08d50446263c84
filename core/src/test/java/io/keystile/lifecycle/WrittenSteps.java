package io.keystile.lifecycle;

import io.keystile.credential.Credential;
import io.keystile.credential.CredentialId;
import io.keystile.credential.LifecycleEvent;
import io.keystile.credential.Tenant;
import io.keystile.key.KeyHash;
import io.keystile.store.CredentialQuery;
import io.keystile.store.CredentialStore;
import io.keystile.store.KeyMatch;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** A store that remembers every write that another one took. */
final class WrittenSteps implements CredentialStore {
    /** A credential as written, with its event. */
    record Step(Credential record, LifecycleEvent event) {}

    final Queue<Step> steps = new ConcurrentLinkedQueue<>();
    private final CredentialStore store;

    WrittenSteps(CredentialStore store) {
        this.store = store;
    }

    @Override
    public @Nullable KeyMatch findByKey(KeyHash hash) {
        return store.findByKey(hash);
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
        return store.insert(first, event) && steps.add(new Step(first, event));
    }

    @Override
    public boolean replace(Credential next, Credential before, LifecycleEvent event) {
        return store.replace(next, before, event) && steps.add(new Step(next, event));
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
