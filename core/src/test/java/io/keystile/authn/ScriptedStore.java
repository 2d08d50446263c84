package io.keystile.authn;

import io.keystile.credential.Credential;
import io.keystile.credential.CredentialId;
import io.keystile.credential.LifecycleEvent;
import io.keystile.credential.Tenant;
import io.keystile.key.KeyHash;
import io.keystile.store.CredentialQuery;
import io.keystile.store.CredentialStore;
import io.keystile.store.KeyMatch;
import io.keystile.store.StoreUnavailableException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A store that does what a test says before and after each look-up by key, and takes no write while told so. */
final class ScriptedStore implements CredentialStore {
    volatile Consumer<KeyHash> before = hash -> {};
    volatile UnaryOperator<KeyMatch> found = match -> match;
    volatile Runnable duringMarks = () -> {};
    volatile boolean failWrites;
    private final CredentialStore store;

    ScriptedStore(CredentialStore store) {
        this.store = store;
    }

    @Override
    public @Nullable KeyMatch findByKey(KeyHash hash) {
        before.accept(hash);
        KeyMatch match = store.findByKey(hash);
        return match == null ? null : found.apply(match);
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
        return writing().insert(first, event);
    }

    @Override
    public boolean replace(Credential next, Credential old, LifecycleEvent event) {
        return writing().replace(next, old, event);
    }

    @Override
    public boolean replace(Tenant next, Tenant old, LifecycleEvent event) {
        return writing().replace(next, old, event);
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
        writing().markUsed(uses);
        duringMarks.run();
    }

    @Override
    public Map<CredentialId, Instant> lastUsed(Collection<CredentialId> ids) {
        return store.lastUsed(ids);
    }

    private CredentialStore writing() {
        if (failWrites) {
            throw new StoreUnavailableException("the test lets nothing be written");
        }
        return store;
    }
}
