package io.keystile.lifecycle;

import io.keystile.credential.InvalidFieldException;
import java.time.Duration;

/**
 * How to rotate.
 *
 * @param grace how long the key that is replaced still authenticates; zero: not at all
 * @param endPrevious whether the keys before that one, still in grace, end at once
 */
public record Rotation(Duration grace, boolean endPrevious) {
    /** Checks the grace. */
    public Rotation {
        if (grace.isNegative()) {
            throw new InvalidFieldException("grace_seconds", "must not be negative");
        }
    }

    /** The replaced key stays for {@code grace}; earlier ones keep their own deadlines. */
    public static Rotation withGrace(Duration grace) {
        return new Rotation(grace, false);
    }

    /** The same, and every earlier key ends at once. */
    public Rotation endingPrevious() {
        return new Rotation(grace, true);
    }
}
