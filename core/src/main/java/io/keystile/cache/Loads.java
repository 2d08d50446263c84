package io.keystile.cache;

import io.keystile.key.KeyHash;
import io.keystile.store.CredentialStore;
import io.keystile.store.Freshness;
import io.keystile.store.KeyMatch;
import io.keystile.store.StoreUnavailableException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Asks the store for requests: once for all that want the same key at the same time, and for few keys at once. */
final class Loads {
    private static final int AT_ONCE = 32;
    private static final int SHARED_ATTEMPTS = 2;
    private static final Duration LEAST_WAIT = Duration.ofMillis(500);

    private final CredentialStore store;
    private final Entries entries;
    private final Trust trust;
    private final Clocks clocks;
    private final Counters counters;
    private final long waitNanos;
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final Map<Object, CompletableFuture<Loaded>> underWay = new ConcurrentHashMap<>();

    Loads(CredentialStore store, Entries entries, Trust trust, Clocks clocks, Freshness freshness, Counters counters) {
        this.store = store;
        this.entries = entries;
        this.trust = trust;
        this.clocks = clocks;
        this.counters = counters;
        this.waitNanos = Math.max(freshness.maxStaleness().toNanos(), LEAST_WAIT.toNanos());
    }

    /** Whether the next {@link #load} of that key would share a query. */
    boolean isUnderWay(Object key) {
        return underWay.containsKey(key);
    }

    /**
     * What the store has under a key, and keeps it.
     *
     * @param key a hash or a {@link Generation}
     * @throws StoreUnavailableException if the store can't be asked, or answers too late to be believed
     */
    @Nullable
    KeyMatch load(Object key) {
        for (int attempt = 0; attempt < SHARED_ATTEMPTS; attempt++) {
            Loaded loaded = shared(key);
            // A query that others sent may have been answered before a change that this request must obey.
            if (entries.stands(loaded.stamp, key, loaded.match) && trust.isRecent(loaded.sent)) {
                return loaded.match;
            }
        }
        // It changes faster than it is read. What is asked for now was so within this request's own time.
        Loaded own = query(key);
        if (!trust.isRecent(own.sent)) {
            own = query(key); // a clock was set meanwhile, and is not set again so soon; or else the store is slow, and
            // stays so
        }
        if (!trust.isRecent(own.sent)) {
            throw new StoreUnavailableException("the store answered too late to be believed");
        }
        return own.match;
    }

    private Loaded shared(Object key) {
        CompletableFuture<Loaded> mine = new CompletableFuture<>();
        CompletableFuture<Loaded> others = underWay.putIfAbsent(key, mine);
        if (others != null) {
            return await(others);
        }
        try {
            Loaded loaded = query(key);
            mine.complete(loaded);
            return loaded;
        } catch (RuntimeException | Error e) {
            mine.completeExceptionally(e);
            throw e;
        } finally {
            underWay.remove(key, mine);
        }
    }

    private Loaded await(CompletableFuture<Loaded> others) {
        try {
            return others.get(waitNanos, TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new StoreUnavailableException("another request's query for the same failed", e);
        } catch (TimeoutException e) {
            throw new StoreUnavailableException("another request's query for the same takes too long", e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private Loaded query(Object key) {
        takePlace();
        try {
            counters.loads.increment();
            long stamp = entries.stamp(); // both before the query, see Entries
            Moment sent = clocks.now();
            KeyMatch match = ask(key);
            entries.store(key, match, sent, stamp);
            return new Loaded(match, sent, stamp);
        } finally {
            places.release();
        }
    }

    private void takePlace() {
        try {
            if (!places.tryAcquire(waitNanos, TimeUnit.NANOSECONDS)) {
                throw new StoreUnavailableException("too many queries are under way");
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private @Nullable KeyMatch ask(Object key) {
        if (key instanceof Generation generation) {
            return store.findByGeneration(generation.id(), generation.number());
        }
        KeyHash hash = (KeyHash) key;
        KeyMatch match = store.findByKey(hash);
        if (match != null && !match.key().hash().matches(hash)) {
            throw new IllegalStateException("the store found another key than it was asked for");
        }
        return match;
    }

    private static StoreUnavailableException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new StoreUnavailableException("interrupted while waiting for the store", e);
    }

    private static final class Loaded {
        private final @Nullable KeyMatch match;
        private final Moment sent;
        private final long stamp;

        Loaded(@Nullable KeyMatch match, Moment sent, long stamp) {
            this.match = match;
            this.sent = sent;
            this.stamp = stamp;
        }
    }
}
