package io.keystile.examples.mandateapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** A change that every node obeys from then on, a time later at the most. */
final class Promise {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final long madeAt = System.nanoTime();

    private Promise() {}

    /** The change has been made by now. */
    static Promise madeNow() {
        return new Promise();
    }

    /** Asks until {@code obeyed}: what was sent later than promised must be. */
    void holds(String who, BooleanSupplier obeyed) {
        long sentAt = System.nanoTime();
        while (!obeyed.getAsBoolean()) {
            assertThat(Duration.ofNanos(sentAt - madeAt)).as(who).isLessThan(Nodes.MAX_STALENESS);
            sentAt = System.nanoTime();
        }
        // And it stays so.
        assertThat(obeyed.getAsBoolean()).as(who).isTrue();
    }

    /** Asks until it is so. */
    static void await(String what, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(Duration.ofNanos(System.nanoTime() - start)).as(what).isLessThan(PATIENCE);
        }
    }
}
