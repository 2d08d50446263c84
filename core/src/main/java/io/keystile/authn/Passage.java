package io.keystile.authn;

import io.keystile.policy.Judgement;
import io.keystile.policy.Need;
import io.keystile.request.RequestView;
import io.keystile.store.KeyMatch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The last stretch, the same for keys and tokens that are alive and in their plane: address, rate, scope. */
final class Passage {
    private static final int COST_OF_A_REFUSAL = 1;

    private final CallerAddress addresses;
    private final RateGate rates;
    private final UseRecorder uses;
    private final AuditTrail trail;

    Passage(CallerAddress addresses, RateGate rates, UseRecorder uses, AuditTrail trail) {
        this.addresses = addresses;
        this.rates = rates;
        this.uses = uses;
        this.trail = trail;
    }

    /**
     * Decides.
     *
     * @param need what the route asks of the caller's plane
     * @param match the live key that was presented, or that a token was made by
     * @param onward as whom it would go on, without limits; null if nothing is left of its right
     * @param nowMillis what its life was judged by
     */
    Decision decide(
            RequestView request,
            String path,
            Judgement judgement,
            Need need,
            KeyMatch match,
            @Nullable Granted onward,
            long nowMillis) {
        Reason address = addresses.reasonAgainst(match, request);
        if (address != null) {
            return Refused.of(address, request, path, match);
        }
        boolean met = onward != null && onward.meets(need);
        RateVerdict rate = rates.spend(match, met ? judgement.cost() : COST_OF_A_REFUSAL);
        if (!(rate instanceof RateVerdict.Within within)) {
            return overRate(rate, request, path, match);
        }
        if (judgement.kind() == Judgement.Kind.AMBIGUOUS) {
            return Refused.of(Reason.AMBIGUOUS_ROUTE, request, path, match);
        }
        if (onward == null || !met) {
            boolean unmapped = judgement.kind() == Judgement.Kind.UNMAPPED;
            return Refused.of(unmapped ? Reason.UNMAPPED_ROUTE : Reason.SCOPE_MISSING, request, path, match);
        }
        uses.note(match, nowMillis);
        return trail.granted(onward.with(within.quotas()), request, path);
    }

    /** The same for a client that asks for a token: no route, so no scope. */
    ClientDecision decideClient(RequestView request, String path, KeyMatch match, long nowMillis) {
        Reason address = addresses.reasonAgainst(match, request);
        if (address != null) {
            return Refused.of(address, request, path, match);
        }
        RateVerdict rate = rates.spend(match, COST_OF_A_REFUSAL);
        if (!(rate instanceof RateVerdict.Within within)) {
            return overRate(rate, request, path, match);
        }
        uses.note(match, nowMillis);
        return new TokenGrant(match, nowMillis, within.quotas());
    }

    /** An operator's key: no credential, so no rate and no scope. */
    Decision decideOperator(RequestView request, String path, boolean ambiguous, OperatorKey operator, Recheck again) {
        Reason address = addresses.reasonAgainst(operator.allowlist(), request);
        if (address != null) {
            return Refused.of(address, request, path, null);
        }
        if (ambiguous) {
            return Refused.of(Reason.AMBIGUOUS_ROUTE, request, path, null);
        }
        return trail.granted(new Granted(Caller.operator(again, operator.operator()), List.of()), request, path);
    }

    private static Refused overRate(RateVerdict rate, RequestView request, String path, KeyMatch match) {
        if (rate instanceof RateVerdict.Over over) {
            Refusal refusal = new Refusal(Refusal.Kind.RATE_LIMITED, over.retryAfter(), over.quotas());
            return new Refused(refusal, Reason.RATE_EXCEEDED, request, path, match);
        }
        return Refused.of(Reason.RATE_LIMITER_UNAVAILABLE, request, path, match);
    }
}
