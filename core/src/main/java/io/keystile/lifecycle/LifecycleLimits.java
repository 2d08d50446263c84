package io.keystile.lifecycle;

import io.keystile.credential.InvalidFieldException;
import java.time.Duration;

/**
 * The most that a rotation may ask for.
 *
 * @param maxGrace the longest grace of a previous key; zero or more
 * @param maxPreviousKeys the most previous keys in grace at once; zero or more
 */
public record LifecycleLimits(Duration maxGrace, int maxPreviousKeys) {
    private static final LifecycleLimits DEFAULTS = new LifecycleLimits(Duration.ofDays(30), 10);

    /** Checks both. */
    public LifecycleLimits {
        if (maxGrace.isNegative()) {
            throw new InvalidFieldException("maxGrace", "must not be negative, but is " + maxGrace);
        }
        if (maxPreviousKeys < 0) {
            throw new InvalidFieldException("maxPreviousKeys", "must not be negative, but is " + maxPreviousKeys);
        }
    }

    /** 30 days, 10 keys. */
    public static LifecycleLimits defaults() {
        return DEFAULTS;
    }
}
