package io.keystile.ratelimit;

import io.keystile.authn.RateVerdict;
import io.keystile.credential.Limit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One tenant's levels in this process, one for each limit. Guarded by its own monitor, which is never held for long. */
final class Bucket {
    /** The state of one that was dropped, so that who still holds it holds little. */
    private static final long[] DROPPED = {};

    private Rates rates;
    // Pairs: a level, and the tick at which it was that.
    private long[] state;

    /**
     * A bucket that is full; but a limit over a period that {@code fullFrom} names is full only from then on.
     *
     * @param fullFrom nanoseconds by period in nanoseconds
     */
    Bucket(Rates rates, long nowNanos, Map<Long, Long> fullFrom) {
        this.rates = rates;
        this.state = new long[2 * rates.size()];
        for (int i = 0; i < rates.size(); i++) {
            Rate rate = rates.get(i);
            long full = fullFrom.getOrDefault(rate.limit().per().toNanos(), nowNanos);
            long missing = Math.min(rate.perTicks(), rate.ticks(Math.max(0, full - nowNanos) + rate.tickNanos() - 1));
            state[2 * i] = rate.capacity() - rate.requests() * missing;
            state[2 * i + 1] = rate.ticks(nowNanos);
        }
    }

    static Rates rates(List<Limit> limits) {
        return Rates.of(limits, Rate.LONGS, 1);
    }

    boolean isDropped() {
        return state == DROPPED;
    }

    void drop() {
        state = DROPPED;
    }

    /** Spends of all its limits, by these limits from now on, or of none; null if it was dropped. */
    @Nullable
    RateVerdict spend(List<Limit> limits, long nowNanos, int cost) {
        synchronized (this) {
            if (isDropped()) {
                return null;
            }
            advance(limits, nowNanos);
            long wait = waitNanos(cost);
            if (wait == 0) {
                take(cost);
                return left().within();
            }
            return left().over(wait);
        }
    }

    /** Spends of both; null if one was dropped. {@code own} is asked for its monitor first, always in this order. */
    static @Nullable RateVerdict spend(
            Bucket own, List<Limit> ownLimits, Bucket shared, List<Limit> limits, long nowNanos, int cost) {
        synchronized (own) {
            synchronized (shared) {
                if (own.isDropped() || shared.isDropped()) {
                    return null;
                }
                own.advance(ownLimits, nowNanos);
                shared.advance(limits, nowNanos);
                long wait = Math.max(own.waitNanos(cost), shared.waitNanos(cost));
                if (wait == 0) {
                    own.take(cost);
                    shared.take(cost);
                    return shared.left().and(own.left()).within();
                }
                return shared.left().and(own.left()).over(wait);
            }
        }
    }

    /** Refills up to now, by these limits from now on. */
    private void advance(List<Limit> current, long nowNanos) {
        for (int i = 0; i < rates.size(); i++) {
            long tick = rates.get(i).ticks(nowNanos);
            state[2 * i] = rates.get(i).refilled(state[2 * i], tick - state[2 * i + 1]);
            state[2 * i + 1] = Math.max(tick, state[2 * i + 1]);
        }
        if (!rates.areOf(current)) {
            change(rates(current), nowNanos);
        }
    }

    /**
     * Carries what was spent over to other limits: that of the same period, else the most of any. Two records of one tenant that
     * alternate, as two nodes' or keys' may for a moment, must win nothing by it.
     */
    private void change(Rates next, long nowNanos) {
        long[] levels = new long[2 * next.size()];
        for (int i = 0; i < next.size(); i++) {
            long spent = Math.min(next.get(i).requests(), spent(next.get(i).limit()));
            levels[2 * i] = next.get(i).capacity() - spent * next.get(i).perTicks();
            levels[2 * i + 1] = next.get(i).ticks(nowNanos);
        }
        rates = next;
        state = levels;
    }

    private long spent(Limit limit) {
        long most = 0;
        for (int i = 0; i < rates.size(); i++) {
            long missing = rates.get(i).capacity() - state[2 * i];
            long spent = (missing + rates.get(i).perTicks() - 1) / rates.get(i).perTicks();
            if (rates.get(i).limit().per().equals(limit.per())) {
                return spent;
            }
            most = Math.max(most, spent);
        }
        return most;
    }

    /** Until {@code cost} can be taken; 0: now. */
    private long waitNanos(int cost) {
        long longest = 0;
        for (int i = 0; i < rates.size(); i++) {
            long parts = rates.get(i).parts(cost);
            if (parts > state[2 * i]) {
                longest = Math.max(longest, rates.get(i).waitNanos(state[2 * i], parts));
            }
        }
        return longest;
    }

    private void take(int cost) {
        for (int i = 0; i < rates.size(); i++) {
            state[2 * i] -= rates.get(i).parts(cost);
        }
    }

    private Left left() {
        long[] levels = new long[rates.size()];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = state[2 * i];
        }
        return new Left(rates, levels);
    }

    /** When the last of its limits is full again; long ago if it has none. */
    long fullAtNanos() {
        long latest = Long.MIN_VALUE;
        for (int i = 0; i < rates.size(); i++) {
            latest = Math.max(latest, fullAtNanos(i));
        }
        return latest;
    }

    private long fullAtNanos(int i) {
        long since = state[2 * i + 1] * rates.get(i).tickNanos();
        return since + rates.get(i).waitNanos(state[2 * i], rates.get(i).capacity());
    }

    /** Notes by period when each of its limits is full again, where that is later than what is noted. */
    void note(Map<Long, Long> fullFrom) {
        for (int i = 0; i < rates.size(); i++) {
            fullFrom.merge(rates.get(i).limit().per().toNanos(), fullAtNanos(i), Math::max);
        }
    }
}
