package io.keystile.ratelimit;

import io.keystile.authn.Quota;
import io.keystile.credential.Limit;
import java.math.BigInteger;
import java.time.Duration;

/**
 * A limit in whole numbers, so that nothing is lost or won by rounding however long it counts. A level is what is left in the
 * bucket, in parts of a request: {@code perTicks} parts are one request, and each tick refills {@code requests} parts.
 *
 * @param limit what it was made of
 * @param requests the bucket's size
 * @param perTicks the time over which it refills
 * @param tickNanos a tick, as short as the numbers allow
 */
record Rate(Limit limit, long requests, long perTicks, long tickNanos) {
    /** For {@code long} arithmetic: two levels can be added. */
    static final long LONGS = 1L << 61;

    /** For {@code double} arithmetic, which Lua's is: two levels can be added and stay exact. */
    static final long DOUBLES = 1L << 52;

    /** More requests than any process serves: a limit beyond them is counted as these. */
    private static final long MOST = 1_000_000_000_000L;

    /**
     * A limit as a rate.
     *
     * @param largest the largest level
     * @param finestNanos what ticks are a multiple of
     */
    static Rate of(Limit limit, long largest, long finestNanos) {
        long requests = Math.min(limit.requests(), MOST);
        BigInteger nanos = BigInteger.valueOf(limit.per().toNanos());
        BigInteger room = BigInteger.valueOf(largest).multiply(BigInteger.valueOf(finestNanos));
        long finest = upwards(nanos.multiply(BigInteger.valueOf(requests)), room);
        long tickNanos = Math.max(1, finest) * finestNanos;
        // Upwards: a bucket that refills too fast would break the promise.
        return new Rate(limit, requests, upwards(nanos, BigInteger.valueOf(tickNanos)), tickNanos);
    }

    private static long upwards(BigInteger divided, BigInteger by) {
        return divided.add(by).subtract(BigInteger.ONE).divide(by).longValueExact();
    }

    long capacity() {
        return requests * perTicks;
    }

    long ticks(long nanos) {
        return tickNanos == 1 ? nanos : Math.floorDiv(nanos, tickNanos);
    }

    /** The level some ticks later; time that ran backwards refills nothing. */
    long refilled(long level, long elapsedTicks) {
        if (elapsedTicks >= perTicks) {
            return capacity();
        }
        return Math.min(capacity(), level + requests * Math.max(0, elapsedTicks));
    }

    /** What a number of requests takes; more than the bucket holds if that is never there. */
    long parts(long cost) {
        return cost > requests ? Long.MAX_VALUE : cost * perTicks;
    }

    /** Until {@code parts} are there; never longer than the whole bucket takes. */
    long waitNanos(long level, long parts) {
        long missing = Math.min(parts, capacity()) - level;
        long ticks = missing <= 0 ? 0 : divided(missing + requests - 1, requests);
        return parts > capacity() ? Math.max(1, perTicks) * tickNanos : ticks * tickNanos;
    }

    Quota quota(long level) {
        return new Quota(
                limit.requests(),
                limit.per(),
                divided(level, perTicks),
                Duration.ofNanos(waitNanos(level, capacity())));
    }

    /** Rounded down. Doubles divide faster than longs, and below 2^52 no quotient of theirs is rounded up to the next whole. */
    private static long divided(long part, long by) {
        return part < DOUBLES ? (long) ((double) part / by) : part / by;
    }
}
