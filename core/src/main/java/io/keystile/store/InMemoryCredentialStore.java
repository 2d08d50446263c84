package io.keystile.store;

import io.keystile.credential.Credential;
import io.keystile.credential.CredentialId;
import io.keystile.credential.LifecycleEvent;
import io.keystile.credential.Tenant;
import io.keystile.key.KeyHash;
import io.keystile.key.KeyTable;
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
import java.util.concurrent.locks.StampedLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A store in this process's memory: for tests, demonstrations, and single processes that issue their keys at start. Nothing
 * outlives the process. Reads take no lock; writes take one. Keeps the last 100 events of each credential and tenant.
 */
public final class InMemoryCredentialStore implements CredentialStore {
    private static final int MAX_EVENTS = 100;

    // No look-up, by whichever key or by id, sees a step half done, or undone by the next look-up: readers look whether
    // a
    // step was under way, and only then wait for its end. Writers put a new match into each place that they touch: a
    // tenant's step is as dear as its credentials are many, and rare.
    private final StampedLock writing = new StampedLock();
    private final KeyTable<KeyMatch> byKey = new KeyTable<>();
    private final ConcurrentSkipListMap<CredentialId, Cell> byId = new ConcurrentSkipListMap<>();
    private final Map<String, Tenant> tenants = new ConcurrentHashMap<>();
    private final Map<String, List<Cell>> cellsByTenant = new HashMap<>();
    /** By credential's id, or by a tenant's. */
    private final Map<Object, Deque<LifecycleEvent>> events = new HashMap<>();

    private final Map<CredentialId, Instant> lastUsed = new ConcurrentHashMap<>();

    /** An empty store. */
    public InMemoryCredentialStore() {}

    @Override
    public @Nullable KeyMatch findByKey(KeyHash hash) {
        long stamp = writing.tryOptimisticRead();
        KeyMatch match = stamp == 0 ? null : byKey.get(hash);
        return stamp != 0 && writing.validate(stamp) ? match : behindWriters(() -> byKey.get(hash));
    }

    @Override
    public @Nullable Credential findById(CredentialId id) {
        Cell cell = byId.get(id);
        return cell == null ? null : behindWriters(() -> cell.now).credential;
    }

    @Override
    public @Nullable KeyMatch findByGeneration(CredentialId id, int generation) {
        Cell cell = byId.get(id);
        if (cell == null) {
            return null;
        }
        long stamp = writing.tryOptimisticRead();
        Snapshot now = cell.now;
        return (stamp != 0 && writing.validate(stamp) ? now : behindWriters(() -> cell.now)).match(generation);
    }

    private <T extends @Nullable Object> T behindWriters(Supplier<T> look) {
        long stamp = writing.readLock();
        try {
            return look.get();
        } finally {
            writing.unlockRead(stamp);
        }
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
        return alone(() -> {
            if (byId.containsKey(first.id()) || takesAnothersKey(first)) {
                return false;
            }
            Tenant tenant = tenants.computeIfAbsent(first.tenant(), Tenant::first);
            Cell cell = new Cell(Snapshot.of(first, tenant));
            byId.put(first.id(), cell);
            cell.now.matches.forEach(byKey::put);
            cellsByTenant.computeIfAbsent(tenant.id(), t -> new ArrayList<>()).add(cell);
            record(first.id(), event);
            return true;
        });
    }

    @Override
    public boolean replace(Credential next, Credential before, LifecycleEvent event) {
        return alone(() -> {
            Cell cell = byId.get(next.id());
            if (cell == null || cell.now.credential.version() != before.version() || takesAnothersKey(next)) {
                return false;
            }
            put(cell, Snapshot.of(next, cell.now.tenant));
            record(next.id(), event);
            return true;
        });
    }

    @Override
    public boolean replace(Tenant next, Tenant before, LifecycleEvent event) {
        return alone(() -> {
            Tenant stored = tenants.get(next.id());
            if (stored == null || stored.version() != before.version()) {
                return false;
            }
            tenants.put(next.id(), next);
            for (Cell cell : cellsByTenant.getOrDefault(next.id(), List.of())) {
                put(cell, Snapshot.of(cell.now.credential, next));
            }
            record(next.id(), event);
            return true;
        });
    }

    private boolean alone(BooleanSupplier step) {
        long stamp = writing.writeLock();
        try {
            return step.getAsBoolean();
        } finally {
            writing.unlockWrite(stamp);
        }
    }

    private void put(Cell cell, Snapshot next) {
        Snapshot before = cell.now;
        cell.now = next;
        next.matches.forEach(byKey::put);
        before.matches.forEach(byKey::remove); // those that nothing was put in the place of
    }

    @Override
    public List<LifecycleEvent> events(CredentialId id, int limit) {
        return behindWriters(() -> newest(id, limit));
    }

    @Override
    public List<LifecycleEvent> tenantEvents(String tenant, int limit) {
        return behindWriters(() -> newest(tenant, limit));
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

    private boolean takesAnothersKey(Credential next) {
        return next.keys().all().stream()
                .map(key -> byKey.get(key.hash()))
                .anyMatch(match -> match != null && !match.credential().id().equals(next.id()));
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
    private record Snapshot(Credential credential, Tenant tenant, List<KeyMatch> matches) {
        static Snapshot of(Credential credential, Tenant tenant) {
            return new Snapshot(
                    credential,
                    tenant,
                    credential.keys().all().stream()
                            .map(key -> new KeyMatch(credential, tenant, key))
                            .toList());
        }

        @Nullable
        KeyMatch match(int generation) {
            for (KeyMatch match : matches) {
                if (match.key().generation() == generation) {
                    return match;
                }
            }
            return null;
        }
    }
}
