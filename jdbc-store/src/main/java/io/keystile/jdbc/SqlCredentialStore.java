package io.keystile.jdbc;

import io.keystile.credential.Credential;
import io.keystile.credential.CredentialId;
import io.keystile.credential.LifecycleEvent;
import io.keystile.credential.StoredKey;
import io.keystile.credential.Tenant;
import io.keystile.key.Environment;
import io.keystile.key.KeyHash;
import io.keystile.store.Change;
import io.keystile.store.CredentialQuery;
import io.keystile.store.CredentialStore;
import io.keystile.store.KeyMatch;
import io.keystile.store.StoreUnavailableException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** The verbs of storage as SQL, wherever their statements run. */
final class SqlCredentialStore implements CredentialStore {
    /** A tenant's record is raced for by its first credentials; each round, one of them has it. */
    private static final int MAX_INSERTS = 5;

    private final SqlAccess access;
    private final Environment environment;
    private final CredentialReads reads;
    private final EventRows events;

    SqlCredentialStore(SqlAccess access, Environment environment) {
        this.access = access;
        this.environment = environment;
        this.reads = new CredentialReads(environment);
        this.events = new EventRows(environment);
    }

    @Override
    public @Nullable KeyMatch findByKey(KeyHash hash) {
        return access.read("look up a key", sql -> reads.byKey(sql, hash)).orElse(null);
    }

    @Override
    public List<KeyMatch> findByKeys(Collection<KeyHash> hashes) {
        return hashes.isEmpty() ? List.of() : access.read("look up keys", sql -> reads.byKeys(sql, hashes));
    }

    @Override
    public @Nullable KeyMatch findByGeneration(CredentialId id, int generation) {
        return access.read("look up a key", sql -> reads.byGeneration(sql, id, generation))
                .orElse(null);
    }

    @Override
    public @Nullable Credential findById(CredentialId id) {
        return access.read(
                        "look up a credential", sql -> access.locks() ? reads.lockedById(sql, id) : reads.byId(sql, id))
                .orElse(null);
    }

    @Override
    public @Nullable Tenant findTenant(String id) {
        return access.read(
                        "look up a tenant", sql -> access.locks() ? reads.lockedTenant(sql, id) : reads.tenant(sql, id))
                .orElse(null);
    }

    @Override
    public List<Credential> find(CredentialQuery query, int limit, @Nullable CredentialId after) {
        return access.list("list credentials", sql -> reads.page(sql, query, limit, after));
    }

    @Override
    public boolean insert(Credential first, LifecycleEvent event) {
        if (first.environment() != environment) {
            throw new IllegalArgumentException(
                    "a store of environment " + environment + " keeps no credential of " + first.environment());
        }
        for (int attempt = 0; attempt < MAX_INSERTS; attempt++) {
            StepOutcome outcome = access.write("insert a credential", sql -> {
                CredentialWrites.insert(sql, first);
                events.insert(sql, event);
                return List.of(change(first, Set.of()));
            });
            if (outcome != StepOutcome.TAKEN) {
                return true;
            }
            if (access.read("look for a credential", sql -> reads.isTaken(sql, first))) {
                return false;
            }
        }
        throw new StoreUnavailableException(
                "can't insert a credential: the database says that it is there, and that it is not");
    }

    @Override
    public boolean replace(Credential next, Credential before, LifecycleEvent event) {
        return StepOutcome.WRITTEN
                == access.write("replace a credential", sql -> {
                    if (!CredentialWrites.replace(sql, next, before)) {
                        return List.of();
                    }
                    events.insert(sql, event);
                    return List.of(change(next, hashes(before)));
                });
    }

    @Override
    public boolean replace(Tenant next, Tenant before, LifecycleEvent event) {
        return StepOutcome.WRITTEN
                == access.write("replace a tenant", sql -> {
                    if (!CredentialWrites.replace(sql, next, before)) {
                        return List.of();
                    }
                    events.insert(sql, event);
                    return List.of(position -> new Change.OfTenant(position, next.id(), next.version()));
                });
    }

    @Override
    public List<LifecycleEvent> events(CredentialId id, int limit) {
        return access.list("list events", sql -> events.newest(sql, id, limit));
    }

    @Override
    public List<LifecycleEvent> tenantEvents(String tenant, int limit) {
        return access.list("list events", sql -> events.newestOfTenant(sql, tenant, limit));
    }

    @Override
    public void markUsed(Map<CredentialId, Instant> uses) {
        if (!uses.isEmpty()) {
            access.mark("note times of last use", sql -> LastUsedRows.mark(sql, uses));
        }
    }

    @Override
    public Map<CredentialId, Instant> lastUsed(Collection<CredentialId> ids) {
        return ids.isEmpty() ? Map.of() : access.list("look up times of last use", sql -> LastUsedRows.of(sql, ids));
    }

    private static LongFunction<Change> change(Credential next, Set<KeyHash> before) {
        Set<KeyHash> touched = new LinkedHashSet<>(before);
        touched.addAll(hashes(next));
        List<KeyHash> keys = List.copyOf(touched);
        return position -> new Change.OfCredential(position, next.id(), next.version(), keys);
    }

    private static Set<KeyHash> hashes(Credential credential) {
        Set<KeyHash> hashes = new LinkedHashSet<>();
        credential.keys().all().stream().map(StoredKey::hash).forEach(hashes::add);
        return hashes;
    }
}
