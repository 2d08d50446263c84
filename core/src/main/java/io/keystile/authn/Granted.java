package io.keystile.authn;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Go on, for this caller. Only the decision can make one. */
public final class Granted implements Decision {
    private final Caller caller;
    private final List<Quota> quotas;

    Granted(Caller caller, List<Quota> quotas) {
        this.caller = caller;
        this.quotas = quotas;
    }

    /** Who it is. */
    public Caller caller() {
        return caller;
    }

    /** What is left of the caller's limits; empty without a rate limiter. */
    public List<Quota> quotas() {
        return quotas;
    }

    @Override
    public <T extends @Nullable Object> T fold(
            Function<? super Granted, ? extends T> granted,
            Function<? super Unguarded, ? extends T> unguarded,
            Function<? super Preflight, ? extends T> preflight,
            Function<? super Refused, ? extends T> refused) {
        return granted.apply(this);
    }

    @Override
    public String toString() {
        return "Granted[" + caller + "]";
    }
}
