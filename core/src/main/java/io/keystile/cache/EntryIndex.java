package io.keystile.cache;

import io.keystile.credential.CredentialId;
import io.keystile.store.KeyMatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Which entries hang on a credential, and which credentials on a tenant. Writers hold a lock; {@link #of} needs none. */
final class EntryIndex {
    private final Map<CredentialId, List<Entry>> byCredential = new ConcurrentHashMap<>();
    private final Map<String, Set<CredentialId>> byTenant = new HashMap<>();

    /** An immutable list. */
    List<Entry> of(CredentialId id) {
        return byCredential.getOrDefault(id, List.of());
    }

    List<Entry> ofTenant(String tenant) {
        List<Entry> all = new ArrayList<>();
        byTenant.getOrDefault(tenant, Set.of()).forEach(id -> all.addAll(of(id)));
        return all;
    }

    void add(Entry entry) {
        CredentialId id = credentialOf(entry);
        if (id == null) {
            return;
        }
        List<Entry> more = new ArrayList<>(of(id));
        more.add(entry);
        byCredential.put(id, List.copyOf(more));
        KeyMatch match = entry.match();
        if (match != null) {
            byTenant.computeIfAbsent(match.tenant().id(), t -> new HashSet<>()).add(id);
        }
    }

    void remove(Entry entry) {
        CredentialId id = credentialOf(entry);
        if (id == null) {
            return;
        }
        List<Entry> rest = of(id).stream().filter(e -> e != entry).toList();
        if (rest.isEmpty()) {
            byCredential.remove(id);
        } else {
            byCredential.put(id, rest);
        }
        KeyMatch match = entry.match();
        if (match != null && rest.stream().allMatch(e -> e.match() == null)) {
            forget(match.tenant().id(), id);
        }
    }

    private void forget(String tenant, CredentialId id) {
        Set<CredentialId> ids = byTenant.get(tenant);
        if (ids != null && ids.remove(id) && ids.isEmpty()) {
            byTenant.remove(tenant);
        }
    }

    int tenants() {
        return byTenant.size();
    }

    private static @Nullable CredentialId credentialOf(Entry entry) {
        KeyMatch match = entry.match();
        if (match != null) {
            return match.credential().id();
        }
        return entry.key() instanceof Generation generation ? generation.id() : null;
    }
}
