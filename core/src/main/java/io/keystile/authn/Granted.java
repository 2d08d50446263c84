package io.keystile.authn;

import io.keystile.policy.Need;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Go on, for this caller. Only the decision can make one. */
public final class Granted implements Decision {
    private final Caller caller;
    private final List<Quota> quotas;
    private final @Nullable Recheck by;
    private final long scopes;

    Granted(Caller caller, List<Quota> quotas) {
        this(caller, quotas, null, 0);
    }

    /** One that stands for the next requests of its caller too: its scopes are in the policy's numbers. */
    Granted(Caller caller, List<Quota> quotas, @Nullable Recheck by, long scopes) {
        this.caller = caller;
        this.quotas = quotas;
        this.by = by;
        this.scopes = scopes;
    }

    /** Whether it was made to stand for more than one request, by the decision that asks again there. */
    boolean isBy(Recheck again) {
        return by == again;
    }

    /** The same with what is left of the caller's limits. */
    Granted with(List<Quota> left) {
        return left.isEmpty() ? this : new Granted(caller, left, by, scopes);
    }

    /** Whether its caller may do what is needed: by the numbers, which lie here, or else by the names. */
    boolean meets(Need need) {
        return need.isMetBy(scopes) || need.isMetBy(caller.access());
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
