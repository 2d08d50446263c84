package io.keystile.authn;

import java.time.Duration;

/**
 * How many slow checks of imported keys there may be, in this process. Whoever finds no place, or waits too long in it, gets
 * 503.
 *
 * @param running at once; a processor each, and the memory that Argon2id is set to
 * @param places for checks that run or wait, each with its request's thread; at least as many as run
 * @param placesPerId for those of one look-up id, of which one runs
 * @param placesPerNetwork for those of one client network, /24 of IPv4 and /56 of IPv6
 * @param longestWait for a place to run, 0 to a minute
 */
public record SlowCheckLimits(int running, int places, int placesPerId, int placesPerNetwork, Duration longestWait) {
    private static final Duration LONGEST = Duration.ofMinutes(1);

    /** Checks the bounds. */
    public SlowCheckLimits {
        if (running < 1 || places < running || placesPerId < 1 || placesPerNetwork < 1) {
            throw new IllegalArgumentException(
                    "slow checks: running is %d, places %d, placesPerId %d, placesPerNetwork %d; all must be at least 1,"
                                    .formatted(running, places, placesPerId, placesPerNetwork)
                            + " and places at least running");
        }
        if (longestWait.isNegative() || longestWait.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "slow checks: longestWait is " + longestWait + ", must be 0 to " + LONGEST);
        }
    }

    /** Half of the processors at work, 32 places, 16 for each id and 4 for each network, 3 seconds. */
    public static SlowCheckLimits defaults() {
        int running = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        return new SlowCheckLimits(running, Math.max(running, 32), 16, 4, Duration.ofSeconds(3));
    }
}
