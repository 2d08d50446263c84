package io.keystile.store;

import io.keystile.credential.Credential;
import io.keystile.credential.CredentialId;
import io.keystile.credential.LifecycleEvent;
import io.keystile.credential.StoredKey;
import io.keystile.credential.Tenant;
import io.keystile.key.KeyHash;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * A store in this process's memory: for tests, demonstrations, and single processes that issue their keys at start. Nothing
 * outlives the process. Reads take no lock; writes take one. Keeps the last 100 events of each credential and tenant.
 */
public final class InMemoryCredentialStore implements CredentialStore {
    private static final int MAX_EVENTS = 100;

    // A reader takes all from one snapshot: no look-up, by whichever key or by id, sees a step half done, or undone by
    // the next look-up. Writers put a new snapshot into each cell that they touch: a tenant's step is as dear as its
    // credentials are many, and rare.
    private final Map<KeyHash, Cell> byKey = new ConcurrentHashMap<>();
    private final ConcurrentSkipListMap<CredentialId, Cell> byId = new ConcurrentSkipListMap<>();
    private final Map<String, Tenant> tenants = new ConcurrentHashMap<>();
    private final Map<String, List<Cell>> cellsByTenant = new HashMap<>();
    /** By credential's id, or by a tenant's. */
    private final Map<Object, Deque<LifecycleEvent>> events = new HashMap<>();

    private final Map<CredentialId, Instant> lastUsed = new ConcurrentHashMap<>();
    private final Object writing = new Object();

    /** An empty store. */
    public InMemoryCredentialStore() {}

    @Override
    public @Nullable KeyMatch findByKey(KeyHash hash) {
        Cell cell = byKey.get(hash);
        return cell == null ? null : cell.now.match(hash);
    }

    @Override
    public @Nullable Credential findById(CredentialId id) {
        Cell cell = byId.get(id);
        return cell == null ? null : cell.now.credential;
    }

    @Override
    public @Nullable Tenant findTenant(String id) {
        return tenants.get(id);
    }

    @Override
    public List<Credential> find(CredentialQuery query, int limit, @Nullable CredentialId after) {
        Map<CredentialId, Cell> rest = after == null ? byId : byId.tailMap(after, false);
        return rest.values().stream()
                .map(cell -> cell.now.credential)
                .filter(query::fits)
                .limit(limit)
                .toList();
    }

    @Override
    public boolean insert(Credential first, LifecycleEvent event) {
        synchronized (writing) {
            if (byId.containsKey(first.id()) || takesAnothersKey(first, null)) {
                return false;
            }
            Tenant tenant = tenants.computeIfAbsent(first.tenant(), Tenant::first);
            Cell cell = new Cell(Snapshot.of(first, tenant));
            byId.put(first.id(), cell);
            first.keys().all().forEach(k -> byKey.put(k.hash(), cell));
            cellsByTenant.computeIfAbsent(tenant.id(), t -> new ArrayList<>()).add(cell);
            record(first.id(), event);
            return true;
        }
    }

    @Override
    public boolean replace(Credential next, Credential before, LifecycleEvent event) {
        synchronized (writing) {
            Cell cell = byId.get(next.id());
            if (cell == null || cell.now.credential.version() != before.version() || takesAnothersKey(next, cell)) {
                return false;
            }
            Snapshot old = cell.now;
            next.keys().all().forEach(k -> byKey.put(k.hash(), cell));
            cell.now = Snapshot.of(next, old.tenant);
            old.credential.keys().all().stream()
                    .map(StoredKey::hash)
                    .filter(hash -> cell.now.match(hash) == null)
                    .forEach(byKey::remove);
            record(next.id(), event);
            return true;
        }
    }

    @Override
    public boolean replace(Tenant next, Tenant before, LifecycleEvent event) {
        synchronized (writing) {
            Tenant stored = tenants.get(next.id());
            if (stored == null || stored.version() != before.version()) {
                return false;
            }
            tenants.put(next.id(), next);
            for (Cell cell : cellsByTenant.getOrDefault(next.id(), List.of())) {
                Credential credential = cell.now.credential;
                cell.now = Snapshot.of(credential, next);
            }
            record(next.id(), event);
            return true;
        }
    }

    @Override
    public List<LifecycleEvent> events(CredentialId id, int limit) {
        synchronized (writing) {
            return newest(id, limit);
        }
    }

    @Override
    public List<LifecycleEvent> tenantEvents(String tenant, int limit) {
        synchronized (writing) {
            return newest(tenant, limit);
        }
    }

    @Override
    public void markUsed(Map<CredentialId, Instant> uses) {
        uses.forEach((id, at) -> {
            if (byId.containsKey(id)) {
                lastUsed.merge(id, at, (noted, given) -> given.isAfter(noted) ? given : noted);
            }
        });
    }

    @Override
    public Map<CredentialId, Instant> lastUsed(Collection<CredentialId> ids) {
        Map<CredentialId, Instant> found = new HashMap<>();
        ids.forEach(id -> found.computeIfAbsent(id, lastUsed::get));
        return found;
    }

    @Override
    public boolean isLocal() {
        return true;
    }

    private List<LifecycleEvent> newest(Object subject, int limit) {
        List<LifecycleEvent> all = List.copyOf(events.getOrDefault(subject, new ArrayDeque<>()));
        return all.subList(Math.max(0, all.size() - limit), all.size());
    }

    private boolean takesAnothersKey(Credential next, @Nullable Cell own) {
        return next.keys().all().stream().map(k -> byKey.get(k.hash())).anyMatch(cell -> cell != null && cell != own);
    }

    private void record(Object subject, LifecycleEvent event) {
        Deque<LifecycleEvent> all = events.computeIfAbsent(subject, i -> new ArrayDeque<>());
        if (all.size() == MAX_EVENTS) {
            all.removeFirst();
        }
        all.addLast(event);
    }

    /** What is known of one credential; its writers hold {@link #writing}. */
    private static final class Cell {
        private volatile Snapshot now;

        Cell(Snapshot now) {
            this.now = now;
        }
    }

    /** A credential and its tenant as they stand together, with what each key finds. */
    private static final class Snapshot {
        private final Credential credential;
        private final Tenant tenant;
        private final KeyMatch[] matches;

        private Snapshot(Credential credential, Tenant tenant, KeyMatch[] matches) {
            this.credential = credential;
            this.tenant = tenant;
            this.matches = matches;
        }

        static Snapshot of(Credential credential, Tenant tenant) {
            return new Snapshot(
                    credential,
                    tenant,
                    credential.keys().all().stream()
                            .map(key -> new KeyMatch(credential, tenant, key))
                            .toArray(KeyMatch[]::new));
        }

        @Nullable
        KeyMatch match(KeyHash hash) {
            for (KeyMatch match : matches) {
                if (match.key().hash().matches(hash)) {
                    return match;
                }
            }
            return null;
        }
    }
}
