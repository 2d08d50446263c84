package io.keystile.ratelimit;

import io.keystile.authn.Quota;
import io.keystile.authn.RateVerdict;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.IntFunction;

/** What one request left in a bucket. Becomes quotas when they are read: that takes divisions, and many are never read. */
final class Left implements IntFunction<Quota> {
    private final Rates rates;
    private final long[] levels;

    Left(Rates rates, long[] levels) {
        this.rates = rates;
        this.levels = levels;
    }

    Left and(Left other) {
        long[] both = Arrays.copyOf(levels, levels.length + other.levels.length);
        System.arraycopy(other.levels, 0, both, levels.length, other.levels.length);
        return new Left(rates.and(other.rates), both);
    }

    RateVerdict.Within within() {
        return RateVerdict.Within.of(levels.length, this);
    }

    RateVerdict.Over over(long waitNanos) {
        return new RateVerdict.Over(Duration.ofNanos(waitNanos), within().quotas());
    }

    @Override
    public Quota apply(int index) {
        return rates.get(index).quota(levels[index]);
    }
}
