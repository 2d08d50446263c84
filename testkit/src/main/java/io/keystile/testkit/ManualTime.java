package io.keystile.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A wall clock and a monotonic one that move only when told: together, as time does, or the wall clock alone, as an
 * operator or NTP does. Thread-safe; who reads both gets two readings.
 */
public final class ManualTime implements InstantSource {
    private Instant wall;
    private long nanos;

    private ManualTime(Instant start) {
        this.wall = start;
    }

    /** A time that stands at {@code start}. */
    public static ManualTime at(Instant start) {
        return new ManualTime(start);
    }

    /** A time that stands at {@code 2030-01-01T00:00:00Z}: far from any real clock that got into a test by mistake. */
    public static ManualTime start() {
        return at(Instant.parse("2030-01-01T00:00:00Z"));
    }

    /** The wall clock. */
    @Override
    public synchronized Instant instant() {
        return wall;
    }

    /** The monotonic clock, in nanoseconds from an arbitrary origin, as {@link System#nanoTime()}. */
    public synchronized long nanos() {
        return nanos;
    }

    /**
     * Lets time pass: both clocks.
     *
     * @throws IllegalArgumentException if {@code time} is negative: a monotonic clock never steps back
     */
    public synchronized void advance(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("time does not pass backwards: " + time + "; stepWall(…) does");
        }
        wall = wall.plus(time);
        nanos += time.toNanos();
    }

    /** Sets the wall clock forward or back, while no time passes. */
    public synchronized void stepWall(Duration step) {
        wall = wall.plus(step);
    }

    @Override
    public String toString() {
        return "ManualTime[" + instant() + "]";
    }
}
