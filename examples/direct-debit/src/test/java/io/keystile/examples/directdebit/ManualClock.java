package io.keystile.examples.directdebit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Stands still until told. */
final class ManualClock implements InstantSource {
    private Instant now = Instant.parse("2026-11-22T12:00:00Z");

    @Override
    public synchronized Instant instant() {
        return now;
    }

    Instant in(Duration duration) {
        return instant().plus(duration);
    }

    synchronized void advance(Duration duration) {
        now = now.plus(duration);
    }
}
