package io.keystile.benchmarks;

import io.keystile.credential.Credential;
import io.keystile.credential.CredentialId;
import io.keystile.credential.LifecycleEvent;
import io.keystile.credential.Tenant;
import io.keystile.key.KeyHash;
import io.keystile.store.Change;
import io.keystile.store.ChangeFeed;
import io.keystile.store.Changes;
import io.keystile.store.CredentialQuery;
import io.keystile.store.CredentialStore;
import io.keystile.store.FeedPosition;
import io.keystile.store.InMemoryCredentialStore;
import io.keystile.store.KeyMatch;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A store that is said to be far, whose feed has nothing to tell: what is measured is the cache before it. */
final class FarStore implements CredentialStore, ChangeFeed {
    private static final FeedPosition HEAD = new FeedPosition("benchmark", 0);

    private final InMemoryCredentialStore memory;

    FarStore(InMemoryCredentialStore memory) {
        this.memory = memory;
    }

    @Override
    public @Nullable KeyMatch findByKey(KeyHash hash) {
        return memory.findByKey(hash);
    }

    @Override
    public @Nullable Credential findById(CredentialId id) {
        return memory.findById(id);
    }

    @Override
    public @Nullable Tenant findTenant(String id) {
        return memory.findTenant(id);
    }

    @Override
    public List<Credential> find(CredentialQuery query, int limit, @Nullable CredentialId after) {
        return memory.find(query, limit, after);
    }

    @Override
    public boolean insert(Credential first, LifecycleEvent event) {
        return memory.insert(first, event);
    }

    @Override
    public boolean replace(Credential next, Credential before, LifecycleEvent event) {
        return memory.replace(next, before, event);
    }

    @Override
    public boolean replace(Tenant next, Tenant before, LifecycleEvent event) {
        return memory.replace(next, before, event);
    }

    @Override
    public List<LifecycleEvent> events(CredentialId id, int limit) {
        return memory.events(id, limit);
    }

    @Override
    public List<LifecycleEvent> tenantEvents(String tenant, int limit) {
        return memory.tenantEvents(tenant, limit);
    }

    @Override
    public void markUsed(Map<CredentialId, Instant> uses) {
        memory.markUsed(uses);
    }

    @Override
    public Map<CredentialId, Instant> lastUsed(Collection<CredentialId> ids) {
        return memory.lastUsed(ids);
    }

    @Override
    public ChangeFeed changes() {
        return this;
    }

    @Override
    public Changes after(@Nullable FeedPosition position, int limit) {
        return new Changes(List.of(), HEAD, 1, Instant.now());
    }

    @Override
    public Subscription onHint(Runnable wake) {
        return () -> {};
    }

    @Override
    public Subscription onCommit(Consumer<List<Change>> obey) {
        return () -> {};
    }
}
