package io.keystile.lifecycle;

import java.time.Duration;

/**
 * The most that a rotation may ask for.
 *
 * @param maxGrace the longest grace of a previous key; zero to 3,650 days
 * @param maxPreviousKeys the most previous keys in grace at once; zero or more
 */
public record LifecycleLimits(Duration maxGrace, int maxPreviousKeys) {
    private static final Duration LONGEST = Duration.ofDays(3_650);
    private static final LifecycleLimits DEFAULTS = new LifecycleLimits(Duration.ofDays(30), 10);

    /** Checks both. */
    public LifecycleLimits {
        if (maxGrace.isNegative() || maxGrace.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("maxGrace is " + maxGrace + ", must be 0 to " + LONGEST);
        }
        if (maxPreviousKeys < 0) {
            throw new IllegalArgumentException("maxPreviousKeys is " + maxPreviousKeys + ", must be 0 or more");
        }
    }

    /** 30 days, 10 keys. */
    public static LifecycleLimits defaults() {
        return DEFAULTS;
    }
}
