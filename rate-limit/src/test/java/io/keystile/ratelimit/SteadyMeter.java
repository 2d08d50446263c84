package io.keystile.ratelimit;

import io.github.bucket4j.TimeMeter;
import io.keystile.testkit.ManualTime;

/** A test's time as Bucket4j reads it. */
record SteadyMeter(ManualTime time) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
        return time.nanos();
    }

    @Override
    public boolean isWallClockBased() {
        return true;
    }
}
