package io.keystile.cache;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Both clocks, moved by hand; and something that may happen whenever a clock is read. */
final class FakeTime {
    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

    private long nanos;
    private long wallNanos;
    private Runnable whenRead = () -> {};

    /** The clocks, each reading of the monotonic one preceded by {@link #whenRead}. */
    Clocks clocks() {
        InstantSource wall = () -> START.plusNanos(wallNanos);
        return new Clocks(wall, () -> {
            whenRead.run();
            return nanos;
        });
    }

    void whenRead(Runnable event) {
        whenRead = event;
    }

    long nanos() {
        return nanos;
    }

    Instant instant() {
        return START.plusNanos(wallNanos);
    }

    void pass(Duration time) {
        nanos += time.toNanos();
        wallNanos += time.toNanos();
    }

    void passMillis(long millis) {
        pass(Duration.ofMillis(millis));
    }

    /** The machine sleeps: the monotonic clock stands still. */
    void sleep(Duration time) {
        wallNanos += time.toNanos();
    }

    void stepWall(Duration step) {
        wallNanos += step.toNanos();
    }
}
