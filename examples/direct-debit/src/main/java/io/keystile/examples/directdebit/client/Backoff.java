package io.keystile.examples.directdebit.client;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait before trying again: exponential, with full jitter, so that callers who failed together don't come back
 * together.
 *
 * @param first the most before the second attempt; doubled with each further one
 * @param longest never more than this, unless the server asks for it
 * @param random 0 to 1
 */
record Backoff(Duration first, Duration longest, DoubleSupplier random) {
    private static final int MAX_DOUBLINGS = 30;

    /**
     * The wait after a number of failed attempts.
     *
     * @param failures 1 or more
     * @param retryAfter what the server asked for: never less than that, and the jitter on top; null: nothing
     */
    Duration after(int failures, @Nullable Duration retryAfter) {
        long doubled = first.toMillis() << Math.min(failures - 1, MAX_DOUBLINGS);
        Duration jitter = Duration.ofNanos((long) (random.getAsDouble() * 1e6 * Math.min(doubled, longest.toMillis())));
        return (retryAfter == null ? Duration.ZERO : retryAfter).plus(jitter);
    }
}
