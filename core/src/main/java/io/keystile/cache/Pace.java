package io.keystile.cache;

import io.keystile.store.Freshness;
import java.time.Duration;

/** How often the store is asked in the background. At the default settings 1.43 + 0.53 times a second: under 2. */
final class Pace {
    private static final Duration LEAST_SWEEP = Duration.ofMillis(1_875);
    private static final Duration SLOWEST_RETRY = Duration.ofMillis(500);
    private static final int SWEEPS_IN_AN_AGE = 32;

    private final Duration maxStaleness;
    private final Duration maxEntryAge;

    Pace(Freshness freshness) {
        this.maxStaleness = freshness.maxStaleness();
        this.maxEntryAge = freshness.maxEntryAge();
    }

    /** Leaves three tenths for the way there and back, and for one more try. */
    Duration betweenReads() {
        return maxStaleness.multipliedBy(7).dividedBy(10);
    }

    /** After so many failures running: the second try comes while what is cached is still believed. */
    Duration afterFailures(int failures) {
        return shorter(failures == 1 ? maxStaleness.dividedBy(10) : betweenReads(), SLOWEST_RETRY);
    }

    Duration betweenSweeps() {
        Duration even = maxEntryAge.dividedBy(SWEEPS_IN_AN_AGE);
        return even.compareTo(LEAST_SWEEP) > 0 ? even : LEAST_SWEEP;
    }

    /** Read again from half their age on. */
    long sweptFromNanos() {
        return maxEntryAge.toNanos() / 2;
    }

    /** So many that every entry has had its turn when three quarters of its age are over. */
    int sweepSize(int entries) {
        long sweeps = Math.max(1, maxEntryAge.toNanos() / 4 / betweenSweeps().toNanos());
        return (int) Math.max(512, (entries + sweeps - 1) / sweeps);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
