package io.keystile.cache;

import io.keystile.credential.CredentialId;
import io.keystile.key.KeyHash;
import io.keystile.store.CacheLimits;
import io.keystile.store.Change;
import io.keystile.store.KeyMatch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a store's answers. Reads take no lock and write nothing; writers take one, never while the store is asked.
 *
 * <p><b>Invariant.</b> What is stored holds every change that was applied here before it is stored. Whoever loads takes a
 * {@link #stamp()} before the query is sent: what had been applied by then was committed, so the query sees it. What was
 * applied since, the query may have missed: if that names what was loaded, found or not, it is not stored. And each change
 * takes out what it names: so no load puts back what a change has ended, and no miss hides a key issued meanwhile.
 */
final class Entries {
    private final EntryTable all = new EntryTable();
    private final EntryIndex index = new EntryIndex();
    private final RecentChanges recent = new RecentChanges();
    /** Oldest first; some may be gone from {@link #all} already. */
    private final Deque<Entry> unknown = new ArrayDeque<>();

    private final CacheLimits limits;
    private Iterator<Entry> hand = Collections.emptyIterator();
    private int known;
    private volatile long stamp;
    private volatile long newestPosition;

    Entries(CacheLimits limits) {
        this.limits = limits;
    }

    /** Null if nothing is kept of it. */
    @Nullable
    Entry get(KeyHash hash) {
        return all.get(hash);
    }

    /** The entry of a match's key; null if nothing is kept of it. */
    @Nullable
    Entry like(KeyMatch match) {
        return all.like(match);
    }

    /** The entry of that key of a credential; null if nothing is kept of it. */
    @Nullable
    Entry get(Generation generation) {
        for (Entry entry : index.of(generation.id())) {
            KeyMatch match = entry.match();
            if (match == null ? entry.key().equals(generation) : match.key().generation() == generation.number()) {
                return entry;
            }
        }
        return null;
    }

    /** To be taken before a query is sent. */
    long stamp() {
        return stamp;
    }

    /** Whether nothing that was loaded under that stamp has changed since, as far as is known here. */
    synchronized boolean stands(long loadStamp, Object key, @Nullable KeyMatch match) {
        return !recent.names(loadStamp, key, match);
    }

    /**
     * Keeps what was loaded, if it stands.
     *
     * @param sent when the query was
     * @return whether it stands
     */
    synchronized boolean store(Object key, @Nullable KeyMatch match, Moment sent, long loadStamp) {
        if (recent.names(loadStamp, key, match)) {
            return false;
        }
        Object own = match == null ? key : match.key().hash();
        Entry before = all.get(own);
        if (before != null && match != null && match.equals(before.match())) {
            before.readAgain(sent);
            return true;
        }
        put(before, Entry.of(own, match, sent));
        return true;
    }

    /** Keeps what a sweep found in an entry's place. */
    synchronized void renew(Entry asked, @Nullable KeyMatch found, Moment sent, long loadStamp) {
        boolean stands =
                !recent.names(loadStamp, asked.key(), asked.match()) && !recent.names(loadStamp, asked.key(), found);
        if (!stands || all.get(asked.key()) != asked) {
            return; // a change, or a look-up, was faster
        }
        if (found != null && found.equals(asked.match())) {
            asked.readAgain(sent);
        } else {
            put(asked, Entry.of(asked.key(), found, sent));
        }
    }

    synchronized void remove(Entry entry) {
        if (all.remove(entry)) {
            index.remove(entry);
            known -= entry.isUnknown() ? 0 : 1;
        }
    }

    /** Takes out what these changes name. */
    synchronized void apply(List<Change> changes) {
        for (Change change : changes) {
            recent.add(change);
            apply(change);
            newestPosition = Math.max(newestPosition, change.position());
        }
        stamp = recent.newest();
    }

    private void apply(Change change) {
        if (change instanceof Change.OfTenant tenant) {
            index.ofTenant(tenant.id()).forEach(this::takeOut);
        } else if (change instanceof Change.OfCredential credential) {
            index.of(credential.id()).forEach(this::takeOut);
            for (KeyHash hash : credential.keys()) {
                Entry entry = all.get(hash);
                if (entry != null) {
                    takeOut(entry);
                }
            }
        }
    }

    /**
     * The highest position of a change that was applied, be it read or this node's own commit; 0 if none was since everything
     * was taken out.
     */
    long newestPosition() {
        return newestPosition;
    }

    /** Takes out everything: it is not known what has changed. */
    synchronized void applyAll() {
        recent.forget();
        newestPosition = 0;
        all.all().forEach(this::takeOut);
        stamp = recent.newest();
    }

    private void takeOut(Entry entry) {
        if (entry.isUnknown()) {
            remove(entry);
        } else if (!entry.isStale()) {
            put(entry, entry.asStale());
        }
    }

    private void put(@Nullable Entry before, Entry next) {
        if (before != null) {
            index.remove(before);
            known -= before.isUnknown() ? 0 : 1;
        }
        all.put(next);
        index.add(next);
        if (next.isUnknown()) {
            unknown.addLast(next);
            if (unknown.size() > limits.unknownKeys()) {
                remove(unknown.removeFirst());
            }
        } else {
            known++;
            if (known > limits.keys()) {
                removeIdle();
            }
        }
    }

    /** The clock algorithm (Corbató 1968): whoever was used since the hand came by last stays. */
    private void removeIdle() {
        for (int steps = 2 * all.size(); steps >= 0; steps--) {
            if (!hand.hasNext()) {
                hand = all.ofHashes();
            }
            Entry entry = hand.next();
            // The hand may still walk over what was taken out meanwhile.
            if (!entry.isUnknown() && all.get(entry.key()) == entry && !entry.takeUse()) {
                remove(entry);
                return;
            }
        }
    }

    /** Some of those that were read before {@code nanosAgo}, at most {@code limit}. */
    List<Entry> readBefore(long nanosAgo, long nowNanos, int limit) {
        List<Entry> old = new ArrayList<>();
        Iterator<Entry> rest = all.ofHashes();
        while (rest.hasNext() && old.size() < limit) {
            Entry entry = rest.next();
            if (!entry.isUnknown() && (entry.isStale() || !entry.read().isWithin(nanosAgo, nowNanos))) {
                old.add(entry);
            }
        }
        return old;
    }

    /** How many are credentials' keys. */
    synchronized int known() {
        return known;
    }

    /** How many are nobody's. */
    synchronized int unknown() {
        return all.size() - known;
    }

    synchronized int indexedTenants() {
        return index.tenants();
    }

    /** Whether index and counts say what the map says; for tests. */
    synchronized boolean isConsistent() {
        long counted = all.all().stream().filter(e -> !e.isUnknown()).count();
        return counted == known
                && known <= limits.keys()
                && all.size() - known <= limits.unknownKeys()
                && all.all().stream()
                        .filter(e -> e.match() != null)
                        .allMatch(e -> e.match() == null
                                || index.of(e.match().credential().id()).contains(e));
    }

    /** Whether it is kept under that credential; for tests. */
    boolean has(CredentialId id) {
        return !index.of(id).isEmpty();
    }
}
