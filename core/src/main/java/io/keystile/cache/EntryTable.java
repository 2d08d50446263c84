package io.keystile.cache;

import io.keystile.key.KeyHash;
import io.keystile.key.KeyTable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** All entries, by hash or by {@link Generation}. Reads take no lock; writers hold one. */
final class EntryTable {
    private final KeyTable<Entry> byHash = new KeyTable<>();
    private final Map<Generation, Entry> byGeneration = new ConcurrentHashMap<>();

    @Nullable
    Entry get(KeyHash hash) {
        return byHash.get(hash);
    }

    @Nullable
    Entry like(KeyTable.Row row) {
        return byHash.like(row);
    }

    @Nullable
    Entry get(Object key) {
        if (key instanceof KeyHash hash) {
            return byHash.get(hash);
        }
        return key instanceof Generation generation ? byGeneration.get(generation) : null;
    }

    void put(Entry entry) {
        if (entry.key() instanceof Generation generation) {
            byGeneration.put(generation, entry);
        } else {
            byHash.put(entry);
        }
    }

    /** False if it is not there, or another in its place. */
    boolean remove(Entry entry) {
        return entry.key() instanceof Generation generation
                ? byGeneration.remove(generation, entry)
                : byHash.remove(entry);
    }

    int size() {
        return byHash.size() + byGeneration.size();
    }

    /** Those of hashes, as they stand or stood while this looks. No generation's is a credential's: those are misses. */
    Iterator<Entry> ofHashes() {
        return byHash.iterator();
    }

    /** As they stand or stood while this looked. */
    List<Entry> all() {
        List<Entry> all = new ArrayList<>(byGeneration.values());
        byHash.forEach(all::add);
        return all;
    }
}
