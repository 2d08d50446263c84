package io.keystile.credential;

import java.time.Duration;

/**
 * A rate: a bucket of {@code requests}, refilled evenly over {@code per}.
 *
 * @param requests at least 1
 * @param per a millisecond to 366 days
 */
public record Limit(long requests, Duration per) {
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(366);

    /** Checks both. */
    public Limit {
        if (requests < 1) {
            throw new InvalidFieldException("limits", "must allow at least 1 request, but allow " + requests);
        }
        if (per.compareTo(SHORTEST) < 0 || per.compareTo(LONGEST) > 0) {
            throw new InvalidFieldException("limits", "must count over 1 ms to 366 days, but count over " + per);
        }
    }
}
