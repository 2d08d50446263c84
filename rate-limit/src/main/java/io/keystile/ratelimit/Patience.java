package io.keystile.ratelimit;

import java.time.Duration;

/**
 * How much a shared store's outage may cost. Three calls in a row that fail or take too long open a circuit; while it is open one
 * call per pause is tried, and all others can't tell at once.
 *
 * @param timeout the most that a request waits, 1 ms to 10 s
 * @param pause between tries while the circuit is open, 10 ms to 1 min
 */
public record Patience(Duration timeout, Duration pause) {
    private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(1);
    private static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    /** Checks both. */
    public Patience {
        check("timeout", timeout, SHORTEST_TIMEOUT, LONGEST_TIMEOUT);
        check("pause", pause, SHORTEST_PAUSE, LONGEST_PAUSE);
    }

    private static void check(String setting, Duration given, Duration from, Duration to) {
        if (given.compareTo(from) < 0 || given.compareTo(to) > 0) {
            throw new IllegalArgumentException(setting + " must be " + from + " to " + to + ", but is " + given);
        }
    }

    /** 25 ms, and a second between tries. */
    public static Patience standard() {
        return new Patience(Duration.ofMillis(25), Duration.ofSeconds(1));
    }
}
