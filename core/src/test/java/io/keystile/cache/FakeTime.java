package io.keystile.cache;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Both clocks, moved by hand, by any thread; and something that may happen whenever a clock is read. */
public final class FakeTime {
    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

    private long nanos;
    private long wallNanos;
    private volatile Runnable whenRead = () -> {};

    /** The clocks, each reading of the monotonic one preceded by {@link #whenRead}. */
    Clocks clocks() {
        InstantSource wall = this::instant;
        return new Clocks(wall, () -> {
            whenRead.run();
            return nanos();
        });
    }

    void whenRead(Runnable event) {
        whenRead = event;
    }

    /** The monotonic clock. */
    public synchronized long nanos() {
        return nanos;
    }

    /** The wall clock. */
    public synchronized Instant instant() {
        return START.plusNanos(wallNanos);
    }

    /** Moves both. */
    public synchronized void pass(Duration time) {
        nanos += time.toNanos();
        wallNanos += time.toNanos();
    }

    void passMillis(long millis) {
        pass(Duration.ofMillis(millis));
    }

    /** The machine sleeps: the monotonic clock stands still. */
    synchronized void sleep(Duration time) {
        wallNanos += time.toNanos();
    }

    synchronized void stepWall(Duration step) {
        wallNanos += step.toNanos();
    }
}
