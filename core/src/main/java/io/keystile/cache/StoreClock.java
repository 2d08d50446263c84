package io.keystile.cache;

import java.time.Instant;
import java.time.InstantSource;

/**
 * The store's clock, as far as this node can tell: its own wall clock and the difference seen in the reads of the changes. A
 * deadline is then the same moment on every node, whatever their clocks say.
 */
final class StoreClock implements InstantSource {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final InstantSource wall;
    private volatile long offsetMillis;

    StoreClock(InstantSource wall) {
        this.wall = wall;
    }

    @Override
    public Instant instant() {
        return wall.instant().plusMillis(offsetMillis);
    }

    @Override
    public long millis() {
        return at(wall.millis());
    }

    /** This node's wall clock. */
    long wallMillis() {
        return wall.millis();
    }

    /** What the store's clock shows when this node's shows that. */
    long at(long wallMillis) {
        return wallMillis + offsetMillis;
    }

    long offsetMillis() {
        return offsetMillis;
    }

    /**
     * Takes in what a read has shown. The store looked at its clock some time between: the offset moves no further than that
     * shows, so that it doesn't waver with the length of the way.
     */
    void observe(Moment sent, long roundTripNanos, Instant storeTime) {
        long error = roundTripNanos / (2 * NANOS_PER_MILLI) + 1;
        long measured = storeTime.toEpochMilli() - (sent.wallMillis() + roundTripNanos / (2 * NANOS_PER_MILLI));
        offsetMillis = Math.max(measured - error, Math.min(measured + error, offsetMillis));
    }
}
