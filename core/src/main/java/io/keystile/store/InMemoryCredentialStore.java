package io.keystile.store;

import io.keystile.credential.Credential;
import io.keystile.credential.CredentialId;
import io.keystile.credential.LifecycleEvent;
import io.keystile.credential.StoredKey;
import io.keystile.credential.Tenant;
import io.keystile.key.KeyHash;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * A store in this process's memory: for tests, demonstrations, and single processes that issue their keys at start. Nothing
 * outlives the process. Reads take no lock; writes take one. Keeps the last 100 events of each credential.
 */
public final class InMemoryCredentialStore implements CredentialStore {
    private static final int MAX_EVENTS = 100;

    // A match holds credential and tenant as they stood together, so a look-up is one read. Writers rebuild the matches
    // that they touch: a tenant's step is as dear as its keys are many, and rare.
    private final Map<KeyHash, KeyMatch> byKey = new ConcurrentHashMap<>();
    private final ConcurrentSkipListMap<CredentialId, Credential> byId = new ConcurrentSkipListMap<>();
    private final Map<String, Tenant> tenants = new ConcurrentHashMap<>();
    private final Map<String, Set<CredentialId>> idsByTenant = new HashMap<>();
    private final Map<CredentialId, Deque<LifecycleEvent>> events = new HashMap<>();
    private final Object writing = new Object();

    /** An empty store. */
    public InMemoryCredentialStore() {}

    @Override
    public @Nullable KeyMatch findByKey(KeyHash hash) {
        return byKey.get(hash);
    }

    @Override
    public @Nullable Credential findById(CredentialId id) {
        return byId.get(id);
    }

    @Override
    public @Nullable Tenant findTenant(String id) {
        return tenants.get(id);
    }

    @Override
    public List<Credential> find(CredentialQuery query, int limit, @Nullable CredentialId after) {
        Map<CredentialId, Credential> rest = after == null ? byId : byId.tailMap(after, false);
        return rest.values().stream().filter(query::fits).limit(limit).toList();
    }

    @Override
    public boolean insert(Credential first, LifecycleEvent event) {
        synchronized (writing) {
            if (byId.containsKey(first.id())
                    || first.keys().all().stream().anyMatch(k -> byKey.containsKey(k.hash()))) {
                return false;
            }
            Tenant tenant = tenants.computeIfAbsent(first.tenant(), Tenant::first);
            byId.put(first.id(), first);
            idsByTenant.computeIfAbsent(tenant.id(), t -> new HashSet<>()).add(first.id());
            index(first, tenant);
            record(first.id(), event);
            return true;
        }
    }

    @Override
    public boolean replace(Credential next, long expectedVersion, LifecycleEvent event) {
        synchronized (writing) {
            Credential stored = byId.get(next.id());
            if (stored == null || stored.version() != expectedVersion || takesAnothersKey(next)) {
                return false;
            }
            byId.put(next.id(), next);
            index(next, tenants.computeIfAbsent(next.tenant(), Tenant::first));
            Set<KeyHash> kept = new HashSet<>();
            next.keys().all().forEach(k -> kept.add(k.hash()));
            for (StoredKey old : stored.keys().all()) {
                if (!kept.contains(old.hash())) {
                    byKey.remove(old.hash());
                }
            }
            record(next.id(), event);
            return true;
        }
    }

    @Override
    public boolean replace(Tenant next, long expectedVersion, LifecycleEvent event) {
        synchronized (writing) {
            Tenant stored = tenants.get(next.id());
            if (stored == null || stored.version() != expectedVersion) {
                return false;
            }
            tenants.put(next.id(), next);
            for (CredentialId id : idsByTenant.getOrDefault(next.id(), Set.of())) {
                Credential credential = byId.get(id);
                if (credential != null) {
                    index(credential, next);
                    record(id, event);
                }
            }
            return true;
        }
    }

    @Override
    public List<LifecycleEvent> events(CredentialId id, int limit) {
        synchronized (writing) {
            Deque<LifecycleEvent> all = events.get(id);
            if (all == null) {
                return List.of();
            }
            List<LifecycleEvent> list = new ArrayList<>(all);
            return List.copyOf(list.subList(Math.max(0, list.size() - limit), list.size()));
        }
    }

    private boolean takesAnothersKey(Credential next) {
        return next.keys().all().stream()
                .map(k -> byKey.get(k.hash()))
                .anyMatch(m -> m != null && !m.credential().id().equals(next.id()));
    }

    private void index(Credential credential, Tenant tenant) {
        for (StoredKey key : credential.keys().all()) {
            byKey.put(key.hash(), new KeyMatch(credential, tenant, key));
        }
    }

    private void record(CredentialId id, LifecycleEvent event) {
        Deque<LifecycleEvent> all = events.computeIfAbsent(id, i -> new ArrayDeque<>());
        if (all.size() == MAX_EVENTS) {
            all.removeFirst();
        }
        all.addLast(event);
    }
}
