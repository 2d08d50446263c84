package io.keystile.cache;

/** A reading of both clocks: when something was sent to the store. What came back is at least as new. */
final class Moment {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final long nanos;
    private final long wallMillis;

    Moment(long nanos, long wallMillis) {
        this.nanos = nanos;
        this.wallMillis = wallMillis;
    }

    /** Whether {@code nowNanos} is less than so long after it. */
    boolean isWithin(long spanNanos, long nowNanos) {
        return nowNanos - nanos < spanNanos;
    }

    /** Whether the clocks have run apart since by more than {@code span}: the machine slept, or a clock was set. */
    boolean hasDrifted(long spanNanos, long nowNanos, long nowWallMillis) {
        long apart = (nowWallMillis - wallMillis) * NANOS_PER_MILLI - (nowNanos - nanos);
        return apart > spanNanos || apart < -spanNanos;
    }

    boolean hasDriftedSince(Moment earlier, long spanNanos) {
        return earlier.hasDrifted(spanNanos, nanos, wallMillis);
    }

    boolean isAfter(Moment other) {
        return nanos - other.nanos > 0;
    }

    long nanosTo(long nowNanos) {
        return nowNanos - nanos;
    }

    long nanos() {
        return nanos;
    }

    long wallMillis() {
        return wallMillis;
    }
}
