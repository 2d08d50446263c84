package io.keystile.ratelimit;

import io.keystile.credential.Limit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where one's bucket is: found by its key once, and again only after it was dropped. */
class Place<K> {
    private final Buckets<K> all;
    private final K key;
    private final List<Limit> limits;
    // Volatile: who finds it here must see it whole.
    private volatile @Nullable Bucket found;

    Place(Buckets<K> all, K key, List<Limit> limits) {
        this.all = all;
        this.key = key;
        this.limits = limits;
    }

    final List<Limit> limits() {
        return limits;
    }

    /** May have been dropped since: then ask again. */
    final Bucket bucket(long nowNanos) {
        Bucket bucket = found;
        if (bucket == null || bucket.isDropped()) {
            bucket = all.of(key, limits, nowNanos);
            found = bucket;
        }
        return bucket;
    }
}
