package io.keystile.store;

import java.time.Duration;

/**
 * How long this process may decide by what it has read from a store that is not local.
 *
 * @param maxStaleness the promise: from the commit of a change on, no node decides by the old record for longer than this,
 *     whatever fails in between. 50 milliseconds to 1 minute. The store is read about every seven tenths of it: 1.4 times a
 *     second at 1 second, 14 times at 100 milliseconds
 * @param maxEntryAge within which every cached record is read again, so that changes made past the library end too; at least
 *     10 seconds and {@code maxStaleness}, at most 1 hour
 * @param outageGrace how much longer a cached key that may pass goes on passing while the store can't be asked; zero for
 *     none, at most 7 days. A revocation that this node has not heard of is obeyed that much later
 * @param maxClockOffset from which difference between this node's wall clock and the store's on the node reports itself as
 *     unhealthy; 100 milliseconds to 1 day. Deadlines are judged by the store's clock whatever the difference
 */
public record Freshness(Duration maxStaleness, Duration maxEntryAge, Duration outageGrace, Duration maxClockOffset) {
    private static final Duration LEAST_STALENESS = Duration.ofMillis(50);
    private static final Duration MOST_STALENESS = Duration.ofMinutes(1);
    private static final Duration LEAST_AGE = Duration.ofSeconds(10);
    private static final Duration MOST_AGE = Duration.ofHours(1);
    private static final Duration MOST_GRACE = Duration.ofDays(7);
    private static final Duration LEAST_OFFSET = Duration.ofMillis(100);
    private static final Duration MOST_OFFSET = Duration.ofDays(1);
    private static final Freshness STRICT =
            new Freshness(Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ZERO, Duration.ofSeconds(10));

    /** Checks all four. */
    public Freshness {
        check("maxStaleness", maxStaleness, LEAST_STALENESS, MOST_STALENESS);
        check("maxEntryAge", maxEntryAge, maxStaleness.compareTo(LEAST_AGE) > 0 ? maxStaleness : LEAST_AGE, MOST_AGE);
        check("outageGrace", outageGrace, Duration.ZERO, MOST_GRACE);
        check("maxClockOffset", maxClockOffset, LEAST_OFFSET, MOST_OFFSET);
    }

    /** While the store can't be asked nobody's key passes: 503. {@code maxStaleness} 1 second, {@code maxEntryAge} 1 minute. */
    public static Freshness withoutOutageGrace() {
        return STRICT;
    }

    /**
     * While the store can't be asked, cached keys that may pass go on passing for {@code grace} more; all others get 503. The
     * rest as {@link #withoutOutageGrace()}.
     *
     * @throws IllegalArgumentException if it is negative, zero or over 7 days
     */
    public static Freshness withOutageGrace(Duration grace) {
        if (grace.isZero()) {
            throw new IllegalArgumentException("outageGrace is PT0S; for none say withoutOutageGrace()");
        }
        return new Freshness(STRICT.maxStaleness, STRICT.maxEntryAge, grace, STRICT.maxClockOffset);
    }

    /** The same with another promise. */
    public Freshness withMaxStaleness(Duration staleness) {
        return new Freshness(staleness, maxEntryAge, outageGrace, maxClockOffset);
    }

    /** The same with another age. */
    public Freshness withMaxEntryAge(Duration age) {
        return new Freshness(maxStaleness, age, outageGrace, maxClockOffset);
    }

    /** The same with another bound for the wall clock. */
    public Freshness withMaxClockOffset(Duration offset) {
        return new Freshness(maxStaleness, maxEntryAge, outageGrace, offset);
    }

    private static void check(String name, Duration given, Duration least, Duration most) {
        if (given.compareTo(least) < 0 || given.compareTo(most) > 0) {
            throw new IllegalArgumentException(name + " is " + given + ", must be " + least + " to " + most);
        }
    }
}
