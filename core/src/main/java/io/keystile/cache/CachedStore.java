package io.keystile.cache;

import io.keystile.credential.CredentialId;
import io.keystile.key.KeyHash;
import io.keystile.net.IpAddress;
import io.keystile.store.CacheFigures;
import io.keystile.store.CacheLimits;
import io.keystile.store.ChangeFeed;
import io.keystile.store.CredentialStore;
import io.keystile.store.Freshness;
import io.keystile.store.KeyMatch;
import io.keystile.store.StoreHealth;
import io.keystile.store.StoreUnavailableException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A store with a cache before it. Look-ups of keys are answered from the cache while that is believed; all else goes to the
 * store itself. Thread-safe.
 */
public final class CachedStore extends ReadThroughStore implements KeySource, AutoCloseable {
    private final CacheParts parts;
    private final Entries entries;
    private final Trust trust;
    private final Loads loads;
    private final NetworkGate gate;
    private final StoreClock clock;
    private final Counters counters;
    private final @Nullable FeedWatch watch;
    private final List<AutoCloseable> started = new ArrayList<>();
    private final CacheVitals vitals;

    /** Of these parts; asks nothing yet. */
    CachedStore(CacheParts parts) {
        super(parts.store, parts.entries);
        this.parts = parts;
        this.entries = parts.entries;
        this.trust = parts.trust;
        this.loads = parts.loads();
        this.gate = parts.gate();
        this.clock = parts.storeClock;
        this.counters = parts.counters;
        this.watch = parts.watch();
        this.vitals = parts.vitals();
    }

    /**
     * Before {@code store}; asks it nothing yet.
     *
     * @param name of the store, in the names of threads and in the log
     */
    public static CachedStore of(
            String name, CredentialStore store, Freshness freshness, CacheLimits limits, Clocks clocks) {
        return new CachedStore(new CacheParts(name, store, freshness, limits, clocks));
    }

    @Nullable
    FeedWatch watch() {
        return watch;
    }

    /** Starts to read in the background, until closed; once. */
    public void start() {
        ChangeFeed feed = parts.feed;
        if (feed != null && watch != null) {
            // Commits of our own first: from the first answer that is kept on, each of them is obeyed.
            ChangeFeed.Subscription own = feed.onCommit(entries::apply);
            Worker reader = new Worker("keystile-" + parts.name + "-changes", watch::round);
            Worker sweeper = new Worker("keystile-" + parts.name + "-sweep", parts.sweep()::round);
            watch.wakeBy(reader::wake);
            ChangeFeed.Subscription hints = feed.onHint(reader::wake);
            reader.start();
            sweeper.start();
            started.addAll(List.of(hints, watch::close, sweeper, reader, own));
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p><b>Invariant.</b> First the proof, then the entry, then the monotonic clock. The entry was taken when all that the proof
     * stands for had been applied, so it lacks nothing that was committed before the proof; and the clock, read last, is not yet
     * {@code maxStaleness} past it. The wall clock was read when the decision began: it tells whether the other has stood still
     * since the proof, up to then. Were the proof taken after the entry, a thread that stopped between the two could hold an
     * entry that has just been taken out, and a proof that was earned by taking it out.
     */
    @Override
    public <R> @Nullable KeyMatch find(
            KeyHash hash, long wallMillis, R asker, Function<? super R, ? extends @Nullable IpAddress> address) {
        Moment proof = trust.proof();
        Entry entry = entries.get(hash);
        if (entry != null && !entry.isStale() && trust.believes(entry, proof, wallMillis)) {
            return hit(entry);
        }
        counters.misses.increment();
        awaitFresh();
        proof = trust.proof();
        entry = entries.get(hash);
        if (entry != null && !entry.isStale() && trust.believes(entry, proof)) {
            return entry.match();
        }
        boolean stranger = entry == null || entry.isUnknown();
        if (stranger && !loads.isUnderWay(hash) && !gate.admits(address.apply(asker))) {
            counters.refusedLookUps.increment();
            throw new LookUpRefusedException();
        }
        return loads.load(hash);
    }

    // A token names a key that was seen here or on another node of ours: no stranger, so no gate.
    @Override
    public @Nullable KeyMatch find(CredentialId id, int generation, long wallMillis) {
        Generation key = new Generation(id, generation);
        Moment proof = trust.proof();
        Entry entry = entries.get(key);
        if (entry != null && trust.believes(entry, proof, wallMillis)) {
            return hit(entry);
        }
        counters.misses.increment();
        awaitFresh();
        proof = trust.proof();
        entry = entries.get(key);
        return entry != null && trust.believes(entry, proof) ? entry.match() : loads.load(key);
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // one that is alike is found in full
    public boolean isStill(KeyMatch match, long wallMillis) {
        Moment proof = trust.proof();
        Entry entry = entries.like(match);
        if (entry == null || entry.match() != match || !trust.believes(entry, proof, wallMillis)) {
            return false;
        }
        hit(entry);
        return true;
    }

    private @Nullable KeyMatch hit(Entry entry) {
        counters.hits.increment();
        entry.touch();
        return entry.match();
    }

    private void awaitFresh() {
        if (watch != null && !watch.awaitFresh()) {
            throw new StoreUnavailableException("the store's changes can't be read");
        }
    }

    @Override
    public @Nullable KeyMatch underGrace(KeyHash hash) {
        Moment proof = trust.proof();
        return underGrace(entries.get(hash), proof);
    }

    @Override
    public @Nullable KeyMatch underGrace(CredentialId id, int generation) {
        Moment proof = trust.proof();
        return underGrace(entries.get(new Generation(id, generation)), proof);
    }

    private @Nullable KeyMatch underGrace(@Nullable Entry entry, @Nullable Moment proof) {
        return entry != null && trust.believesUnderGrace(entry, proof) ? entry.match() : null;
    }

    @Override
    public long wallMillis() {
        return clock.wallMillis();
    }

    @Override
    public long storeMillis(long wallMillis) {
        return clock.at(wallMillis);
    }

    /** The store's clock, for the deadlines that a lifecycle sets. */
    public InstantSource clock() {
        return clock;
    }

    /** How the store looks from here. */
    public StoreHealth health() {
        return vitals.health();
    }

    /** Counts and sizes. */
    public CacheFigures figures() {
        return vitals.figures();
    }

    /** Ends what was started; from then on nothing is read in the background, and what is cached is soon not believed. */
    @Override
    public void close() {
        started.forEach(CachedStore::close);
        started.clear();
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            throw new IllegalStateException("no part of ours throws when it is closed", e);
        }
    }
}
