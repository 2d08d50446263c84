package io.keystile.ratelimit;

import io.keystile.credential.Limit;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The buckets of many, no more than a number at once. A bucket that has been full again for a while is dropped: a new one is the
 * same, but dearer than one that is there. When none of those looked at is full and there is no room, the one nearest to full goes, and whoever comes next begins no fuller than that one
 * is by then: so nobody ever wins by being forgotten.
 */
final class Buckets<K> {
    /** Looked at whenever one is added: more than are added, so that full ones leave faster than they come. */
    private static final int LOOKED_AT = 8;

    /** How long a full one stays while there is room: who asks now and then finds his own, and pays for no new one. */
    private static final long KEPT_FULL_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Map<K, Bucket> all = new ConcurrentHashMap<>();
    private final int most;
    // The rest is guarded by this object's monitor.
    private final Map<Long, Long> fullFrom = new HashMap<>();
    private Iterator<Map.Entry<K, Bucket>> hand = all.entrySet().iterator();
    private Rates rates = Bucket.rates(List.of());
    private int size;

    Buckets(int most) {
        this.most = most;
    }

    /** The key's bucket; it may have been dropped since: then ask again. */
    Bucket of(K key, List<Limit> limits, long nowNanos) {
        Bucket found = all.get(key);
        return found != null && !found.isDropped() ? found : added(key, limits, nowNanos);
    }

    int size() {
        return all.size();
    }

    private synchronized Bucket added(K key, List<Limit> limits, long nowNanos) {
        Bucket found = all.get(key);
        if (found != null) {
            return found;
        }
        makeRoom(nowNanos);
        if (!rates.areOf(limits)) {
            rates = Bucket.rates(limits);
        }
        Bucket added = new Bucket(rates, nowNanos, fullFrom);
        all.put(key, added);
        size++;
        return added;
    }

    private void makeRoom(long nowNanos) {
        fullFrom.values().removeIf(full -> full <= nowNanos);
        Map.@Nullable Entry<K, Bucket> nearest = null;
        long nearestFull = Long.MAX_VALUE;
        for (int i = 0; i < LOOKED_AT && size > 0; i++) {
            Map.Entry<K, Bucket> next = next();
            if (next == null) {
                break;
            }
            long full = lookedAt(next, nowNanos);
            if (full > nowNanos && full < nearestFull) {
                nearest = next;
                nearestFull = full;
            }
        }
        if (size >= most && nearest != null) {
            evict(nearest);
        }
    }

    private Map.@Nullable Entry<K, Bucket> next() {
        if (!hand.hasNext()) {
            hand = all.entrySet().iterator();
        }
        return hand.hasNext() ? hand.next() : null;
    }

    /** When it is full again; it is dropped if that is over, long ago if it was before. */
    private long lookedAt(Map.Entry<K, Bucket> entry, long nowNanos) {
        Bucket bucket = entry.getValue();
        synchronized (bucket) {
            if (bucket.isDropped()) { // an iterator may be behind
                return Long.MIN_VALUE;
            }
            long full = bucket.fullAtNanos();
            if (full <= (size < most ? nowNanos - KEPT_FULL_NANOS : nowNanos)) {
                remove(entry);
            }
            return full;
        }
    }

    private void evict(Map.Entry<K, Bucket> entry) {
        Bucket bucket = entry.getValue();
        synchronized (bucket) {
            bucket.note(fullFrom);
            remove(entry);
        }
    }

    private void remove(Map.Entry<K, Bucket> entry) {
        entry.getValue().drop();
        if (all.remove(entry.getKey(), entry.getValue())) {
            size--;
        }
    }
}
