package io.keystile.authn;

import io.keystile.policy.Judgement;
import io.keystile.policy.Need;
import io.keystile.request.RequestView;
import io.keystile.request.Target;
import io.keystile.store.KeyMatch;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The last stretch, the same for keys and tokens that are alive and in their plane: address, rate, scope. */
final class Passage {
    private static final int COST_OF_A_REFUSAL = 1;

    private final CallerAddress addresses;
    private final RateGate rates;
    private final UseRecorder uses;
    private final AuditTrail trail;
    private final InstantSource clock;

    Passage(CallerAddress addresses, RateGate rates, UseRecorder uses, AuditTrail trail, InstantSource clock) {
        this.addresses = addresses;
        this.rates = rates;
        this.uses = uses;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * Decides.
     *
     * @param need what the route asks of the caller's plane
     * @param match the live key that was presented, or that a token was made by
     * @param caller as whom it would go on; null if nothing is left of its right
     */
    Decision decide(
            RequestView request,
            Target target,
            Judgement judgement,
            Need need,
            KeyMatch match,
            @Nullable Caller caller) {
        Reason address = addresses.reasonAgainst(match.credential().allowlist(), request);
        if (address != null) {
            return Refused.of(address, request, target, match);
        }
        boolean met = caller != null && need.isMetBy(caller.access());
        RateVerdict rate = rates.spend(match, met ? judgement.cost() : COST_OF_A_REFUSAL);
        if (!(rate instanceof RateVerdict.Within within)) {
            return overRate(rate, request, target, match);
        }
        if (judgement.kind() == Judgement.Kind.AMBIGUOUS) {
            return Refused.of(Reason.AMBIGUOUS_ROUTE, request, target, match);
        }
        if (caller == null || !met) {
            boolean unmapped = judgement.kind() == Judgement.Kind.UNMAPPED;
            return Refused.of(unmapped ? Reason.UNMAPPED_ROUTE : Reason.SCOPE_MISSING, request, target, match);
        }
        uses.note(match, clock.millis());
        return trail.granted(new Granted(caller, within.quotas()), request, target);
    }

    /** The same for a client that asks for a token: no route, so no scope. */
    ClientDecision decideClient(RequestView request, Target target, KeyMatch match, long nowMillis) {
        Reason address = addresses.reasonAgainst(match.credential().allowlist(), request);
        if (address != null) {
            return Refused.of(address, request, target, match);
        }
        RateVerdict rate = rates.spend(match, COST_OF_A_REFUSAL);
        if (!(rate instanceof RateVerdict.Within within)) {
            return overRate(rate, request, target, match);
        }
        uses.note(match, clock.millis());
        return new TokenGrant(match, nowMillis, within.quotas());
    }

    /** An operator's key: no credential, so no rate and no scope. */
    Decision decideOperator(
            RequestView request, Target target, boolean ambiguous, OperatorKey operator, Recheck again) {
        Reason address = addresses.reasonAgainst(operator.allowlist(), request);
        if (address != null) {
            return Refused.of(address, request, target, null);
        }
        if (ambiguous) {
            return Refused.of(Reason.AMBIGUOUS_ROUTE, request, target, null);
        }
        return trail.granted(new Granted(Caller.operator(again, operator.operator()), List.of()), request, target);
    }

    private static Refused overRate(RateVerdict rate, RequestView request, Target target, KeyMatch match) {
        if (rate instanceof RateVerdict.Over over) {
            Refusal refusal = new Refusal(Refusal.Kind.RATE_LIMITED, over.retryAfter(), over.quotas());
            return new Refused(refusal, Reason.RATE_EXCEEDED, request, target.path(), match);
        }
        return Refused.of(Reason.RATE_LIMITER_UNAVAILABLE, request, target, match);
    }
}
