package io.keystile.faults;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** The one clock that tests measure by: monotonic, and the test's own. */
final class Clock {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long POLL_NANOS = 2_000_000;

    private Clock() {}

    static long now() {
        return System.nanoTime();
    }

    static Duration since(long nanos) {
        return Duration.ofNanos(now() - nanos);
    }

    /** Until that much time has passed since {@code nanos}: the passing of time is what is tested. */
    static void awaitPassed(long nanos, Duration span) {
        for (long left = left(nanos, span); left > 0; left = left(nanos, span)) {
            LockSupport.parkNanos(left);
        }
    }

    private static long left(long nanos, Duration span) {
        return span.toNanos() - (now() - nanos);
    }

    static void await(String what, BooleanSupplier condition) {
        long start = now();
        while (!condition.getAsBoolean()) {
            if (since(start).compareTo(PATIENCE) > 0) {
                throw new AssertionError("never " + what);
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }
}
