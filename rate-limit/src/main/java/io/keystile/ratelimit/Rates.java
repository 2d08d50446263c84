package io.keystile.ratelimit;

import io.keystile.credential.Limit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Limits as rates, made once for all who have them. */
final class Rates {
    private final List<Limit> limits;
    private final Rate[] each;

    private Rates(List<Limit> limits, Rate[] each) {
        this.limits = limits;
        this.each = each;
    }

    /** As {@link Rate#of} makes them. */
    static Rates of(List<Limit> limits, long largest, long finestNanos) {
        Rate[] each = new Rate[limits.size()];
        for (int i = 0; i < each.length; i++) {
            each[i] = Rate.of(limits.get(i), largest, finestNanos);
        }
        return new Rates(limits, each);
    }

    /** The same list in most calls, so that comparing costs nothing. */
    @SuppressWarnings("ReferenceEquality")
    boolean areOf(List<Limit> others) {
        return limits == others || limits.equals(others);
    }

    /** These, then others. */
    Rates and(Rates others) {
        List<Limit> both = new ArrayList<>(limits);
        both.addAll(others.limits);
        Rate[] all = Arrays.copyOf(each, both.size());
        System.arraycopy(others.each, 0, all, each.length, others.each.length);
        return new Rates(both, all);
    }

    int size() {
        return each.length;
    }

    Rate get(int i) {
        return each[i];
    }
}
