package io.keystile.examples.directdebit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** Stands still until told. */
final class ManualClock implements InstantSource {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T12:00:00Z"));

    @Override
    public Instant instant() {
        return now.get();
    }

    Instant in(Duration duration) {
        return instant().plus(duration);
    }

    void advance(Duration duration) {
        now.updateAndGet(before -> before.plus(duration));
    }
}
