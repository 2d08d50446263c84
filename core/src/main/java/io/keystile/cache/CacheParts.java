package io.keystile.cache;

import io.keystile.store.CacheLimits;
import io.keystile.store.ChangeFeed;
import io.keystile.store.CredentialStore;
import io.keystile.store.Freshness;
import org.jspecify.annotations.Nullable;

/** The parts of one cache, put together. */
final class CacheParts {
    final String name;
    final CredentialStore store;
    final @Nullable ChangeFeed feed;
    final Entries entries;
    final Trust trust;
    final StoreClock storeClock;
    final Counters counters = new Counters();
    private final Freshness freshness;
    private final CacheLimits limits;
    private final Clocks clocks;

    CacheParts(String name, CredentialStore store, Freshness freshness, CacheLimits limits, Clocks clocks) {
        this.name = name;
        this.store = store;
        this.feed = store.changes();
        this.freshness = freshness;
        this.limits = limits;
        this.clocks = clocks;
        this.entries = new Entries(limits);
        this.trust = new Trust(clocks, freshness, feed != null);
        this.storeClock = new StoreClock(clocks.wall());
    }

    @Nullable
    FeedWatch watch() {
        return feed == null
                ? null
                : new FeedWatch(
                        name,
                        new FeedReader(feed, entries, trust, storeClock, clocks, counters),
                        trust,
                        freshness,
                        counters);
    }

    Sweep sweep() {
        return new Sweep(store, entries, trust, clocks, freshness, counters);
    }

    Loads loads() {
        return new Loads(store, entries, trust, clocks, freshness, counters);
    }

    NetworkGate gate() {
        return new NetworkGate(limits.lookUpsPerSecond(), clocks.nanos());
    }

    CacheVitals vitals() {
        return new CacheVitals(entries, trust, storeClock, clocks, freshness, counters, feed != null);
    }
}
