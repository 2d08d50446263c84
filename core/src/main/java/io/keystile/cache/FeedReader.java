package io.keystile.cache;

import io.keystile.store.Change;
import io.keystile.store.ChangeFeed;
import io.keystile.store.Changes;
import io.keystile.store.FeedPosition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the changes of a store, and applies them to the entries. One read at a time; {@link #position} is its alone.
 *
 * <p><b>Invariant.</b> A read counts as a proof only if it reached the head of the feed and all that it returned has been
 * applied; the proof is the moment before it was sent, never that of its answer. Positions are believed only within one feed
 * and only forward: another feed id, a head below what was read before or committed here, or changes pruned before they were
 * read mean that changes may have been missed, and everything is taken out. So does time that one of the clocks has not seen.
 */
final class FeedReader {
    static final int LIMIT = 1_000;

    private final ChangeFeed feed;
    private final Entries entries;
    private final Trust trust;
    private final StoreClock storeClock;
    private final Clocks clocks;
    private final Counters counters;
    private @Nullable FeedPosition position;
    private volatile @Nullable Moment underWay;

    FeedReader(ChangeFeed feed, Entries entries, Trust trust, StoreClock storeClock, Clocks clocks, Counters counters) {
        this.feed = feed;
        this.entries = entries;
        this.trust = trust;
        this.storeClock = storeClock;
        this.clocks = clocks;
        this.counters = counters;
    }

    /**
     * Reads up to the head.
     *
     * @throws RuntimeException whatever the store throws: nothing is proved then
     */
    void readToHead() {
        boolean atHead = false;
        while (!atHead) {
            Moment sent = clocks.now();
            long applied = entries.newestPosition(); // before the read is sent, whose head can't be below it then
            Changes changes = ask(sent);
            long roundTrip = sent.nanosTo(clocks.nanos().getAsLong());
            atHead = apply(changes, sent, applied);
            storeClock.observe(sent, roundTrip, changes.storeTime());
            if (atHead) {
                trust.prove(sent);
            }
            counters.feedReads.increment();
        }
    }

    private Changes ask(Moment sent) {
        underWay = sent;
        try {
            return feed.after(position, LIMIT);
        } finally {
            underWay = null;
        }
    }

    /** When the read was sent whose answer is awaited; the same object for one read; null: none is. */
    @Nullable
    Moment underWay() {
        return underWay;
    }

    /** Whether the entries now hold all that was committed when the read was sent. */
    private boolean apply(Changes read, Moment sent, long applied) {
        FeedPosition last = position;
        if (last == null || hasGap(last, read, applied) || trust.hasLostTimeBy(sent)) {
            entries.applyAll();
            position = read.head();
            return true;
        }
        List<Change> changes = read.changes();
        entries.apply(changes);
        boolean atHead = changes.size() < LIMIT;
        long reached = atHead
                ? read.head().position()
                : changes.get(changes.size() - 1).position();
        position = new FeedPosition(last.feed(), reached);
        return atHead;
    }

    private static boolean hasGap(FeedPosition last, Changes read, long applied) {
        return !read.head().feed().equals(last.feed())
                || read.head().position() < Math.max(last.position(), applied)
                || read.oldestKept() > last.position() + 1;
    }
}
