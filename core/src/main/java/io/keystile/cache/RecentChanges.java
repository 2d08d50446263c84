package io.keystile.cache;

import io.keystile.key.KeyHash;
import io.keystile.store.Change;
import io.keystile.store.KeyMatch;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** The changes applied last, numbered in the order of their application; its user holds a lock. */
final class RecentChanges {
    static final int KEPT = 4_096;

    private final Deque<Applied> kept = new ArrayDeque<>();
    private long newest;
    /** Of changes up to this one nothing is known any more. */
    private long forgotten;

    long newest() {
        return newest;
    }

    void add(Change change) {
        newest++;
        kept.addLast(new Applied(newest, change));
        if (kept.size() > KEPT) {
            forgotten = kept.removeFirst().number;
        }
    }

    /** Anything may have changed. */
    void forget() {
        newest++;
        forgotten = newest;
        kept.clear();
    }

    /**
     * Whether a change behind {@code stamp} names what was loaded, or may have.
     *
     * @param key what was asked for
     * @param match what was found
     */
    boolean names(long stamp, Object key, @Nullable KeyMatch match) {
        if (stamp < forgotten) {
            return true;
        }
        Iterator<Applied> newestFirst = kept.descendingIterator();
        while (newestFirst.hasNext()) {
            Applied applied = newestFirst.next();
            if (applied.number <= stamp) {
                return false;
            }
            if (names(applied.change, key, match)) {
                return true;
            }
        }
        return false;
    }

    private static boolean names(Change change, Object key, @Nullable KeyMatch match) {
        if (change instanceof Change.OfTenant tenant) {
            return match != null && match.tenant().id().equals(tenant.id());
        }
        if (change instanceof Change.OfCredential credential) {
            return (match != null && match.credential().id().equals(credential.id()))
                    || (key instanceof Generation generation && generation.id().equals(credential.id()))
                    || (key instanceof KeyHash hash && credential.keys().contains(hash));
        }
        return true;
    }

    private record Applied(long number, Change change) {}
}
