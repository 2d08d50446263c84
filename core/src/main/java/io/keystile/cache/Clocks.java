package io.keystile.cache;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * This node's two clocks. The monotonic one may stand still while the machine sleeps; the wall clock may be set. Where they
 * disagree, neither is believed.
 *
 * @param wall the wall clock
 * @param nanos the monotonic clock, as {@link System#nanoTime()}
 */
public record Clocks(InstantSource wall, LongSupplier nanos) {
    Moment now() {
        return new Moment(nanos.getAsLong(), wall.millis());
    }
}
