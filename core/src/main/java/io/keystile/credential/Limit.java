package io.keystile.credential;

import java.time.Duration;

/**
 * A rate: a bucket of {@code requests}, refilled evenly over {@code per}.
 *
 * @param requests at least 1
 * @param per at least a millisecond
 */
public record Limit(long requests, Duration per) {
    /** Checks both. */
    public Limit {
        if (requests < 1) {
            throw new InvalidFieldException("limits", "must allow at least 1 request, but allow " + requests);
        }
        if (per.toMillis() < 1) {
            throw new InvalidFieldException("limits", "must count over at least 1 ms, but count over " + per);
        }
    }
}
