package io.keystile.cache;

import io.keystile.store.Freshness;
import org.jspecify.annotations.Nullable;

/**
 * When a cached record is believed.
 *
 * <p><b>Invariant.</b> {@link #proof()} is the moment at which the last successful read of the changes was <em>sent</em>; it
 * is published only after all that was committed before that moment has been applied to the entries. So an entry that is
 * taken <em>after</em> the proof holds every commit before the proof, and a commit that it lacks is at most {@code
 * maxStaleness} old as long as the clock, read <em>after</em> the entry was taken, is less than {@code maxStaleness} past the
 * proof.
 *
 * <p>Where wall and monotonic clock have run apart since the proof by more than {@code maxStaleness}, time has passed that one
 * of them has not seen: nothing is believed until the changes have been read again.
 */
final class Trust {
    private final Clocks clocks;
    private final boolean fed;
    private final long maxStaleness;
    private final long maxEntryAge;
    private final long grace;
    private volatile @Nullable Moment proof;

    /** For a store that has a feed or has none: then each entry's own read is its proof. */
    Trust(Clocks clocks, Freshness freshness, boolean fed) {
        this.clocks = clocks;
        this.fed = fed;
        this.maxStaleness = freshness.maxStaleness().toNanos();
        this.maxEntryAge = fed ? freshness.maxEntryAge().toNanos() : maxStaleness;
        this.grace = freshness.outageGrace().toNanos();
    }

    /** To be taken before the entry that it is to prove. */
    @Nullable
    Moment proof() {
        return proof;
    }

    void prove(Moment sent) {
        proof = sent;
    }

    /** To be asked after the entry was taken: reads the clocks. */
    boolean believes(Entry entry, @Nullable Moment proof) {
        return believes(entry, proof, clocks.wall().millis(), 0);
    }

    /** To be asked after the entry was taken: reads the monotonic clock. */
    boolean believes(Entry entry, @Nullable Moment proof, long wallMillis) {
        return believes(entry, proof, wallMillis, 0);
    }

    /** Whether it would be believed if the store could not be asked. */
    boolean believesUnderGrace(Entry entry, @Nullable Moment proof) {
        return grace > 0 && believes(entry, proof, clocks.wall().millis(), grace);
    }

    private boolean believes(Entry entry, @Nullable Moment proof, long wallMillis, long longer) {
        long nanos = clocks.nanos().getAsLong();
        Moment basis = fed ? proof : entry.read();
        return basis != null
                && basis.isWithin(maxStaleness + longer, nanos)
                && entry.isReadWithin(maxEntryAge + longer, nanos)
                && !basis.hasDrifted(maxStaleness, nanos, wallMillis);
    }

    /** Whether an entry that was just read would be believed. */
    boolean isFresh() {
        Moment last = proof;
        return !fed || (last != null && isRecent(last));
    }

    /** Whether what was sent then may still be acted on, whatever has been committed since. */
    boolean isRecent(Moment sent) {
        long nanos = clocks.nanos().getAsLong();
        return sent.isWithin(maxStaleness, nanos)
                && !sent.hasDrifted(maxStaleness, nanos, clocks.wall().millis());
    }

    /** Whether time has passed since the last proof that one of the clocks has not seen: no entry's age is known then. */
    boolean hasLostTimeBy(Moment now) {
        Moment last = proof;
        return last != null && now.hasDriftedSince(last, maxStaleness);
    }
}
