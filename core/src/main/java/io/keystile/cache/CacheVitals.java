package io.keystile.cache;

import io.keystile.store.CacheFigures;
import io.keystile.store.Freshness;
import io.keystile.store.StoreHealth;
import io.keystile.store.StoreHealth.State;
import java.time.Duration;
import java.time.Instant;

/** What operators can see of a cache. */
final class CacheVitals {
    private final Entries entries;
    private final Trust trust;
    private final StoreClock storeClock;
    private final Clocks clocks;
    private final long maxOffsetMillis;
    private final Counters counters;
    private final boolean fed;

    CacheVitals(
            Entries entries,
            Trust trust,
            StoreClock storeClock,
            Clocks clocks,
            Freshness freshness,
            Counters counters,
            boolean fed) {
        this.entries = entries;
        this.trust = trust;
        this.storeClock = storeClock;
        this.clocks = clocks;
        this.maxOffsetMillis = freshness.maxClockOffset().toMillis();
        this.counters = counters;
        this.fed = fed;
    }

    StoreHealth health() {
        Moment last = trust.proof();
        Duration offset = Duration.ofMillis(storeClock.offsetMillis());
        if (last == null) {
            return new StoreHealth(fed ? State.STARTING : State.UNWATCHED, null, null, offset);
        }
        Duration lag = Duration.ofNanos(last.nanosTo(clocks.nanos().getAsLong()));
        return new StoreHealth(state(last), lag, Instant.ofEpochMilli(last.wallMillis()), offset);
    }

    private State state(Moment last) {
        if (!trust.isRecent(last)) {
            return State.UNREACHABLE;
        }
        return Math.abs(storeClock.offsetMillis()) > maxOffsetMillis ? State.CLOCK_OFF : State.FRESH;
    }

    CacheFigures figures() {
        return new CacheFigures(
                counters.hits.sum(),
                counters.misses.sum(),
                counters.loads.sum(),
                counters.refusedLookUps.sum(),
                entries.known(),
                entries.unknown(),
                counters.sweeps.sum(),
                counters.feedReads.sum(),
                counters.failedFeedReads.sum());
    }
}
