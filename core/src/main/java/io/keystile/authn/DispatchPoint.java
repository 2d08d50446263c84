package io.keystile.authn;

import io.keystile.policy.AccessPolicy;
import io.keystile.policy.Judgement;
import io.keystile.policy.Need;
import io.keystile.request.RequestView;
import io.keystile.request.Target;

/**
 * Decides about a request's further dispatch to another target inside the container (FORWARD, INCLUDE): by policy, for the
 * same caller, without a second charge.
 */
public final class DispatchPoint {
    private final AccessPolicy policy;
    private final DecisionPoint decisions;

    /**
     * Over the same policy as {@code decisions}.
     *
     * @param decisions for a request that had no caller yet: it is decided as new
     */
    public DispatchPoint(AccessPolicy policy, DecisionPoint decisions) {
        this.policy = policy;
        this.decisions = decisions;
    }

    /**
     * Decides.
     *
     * @param first what was decided about the request, no refusal
     * @param request the same request with the dispatch's target
     */
    public Decision decide(Decision first, RequestView request) {
        Target target = Target.parse(request.rawTarget(), request.contextPath());
        if (target == null) {
            return Refused.of(Reason.AMBIGUOUS_TARGET, request, null, null);
        }
        String path = target.path();
        Judgement judgement = policy.judge(request.method(), target);
        return switch (judgement.kind()) {
            case OUTSIDE, OPEN -> first;
            case AMBIGUOUS -> Refused.of(Reason.AMBIGUOUS_ROUTE, request, path, null);
            case UNMAPPED, GUARDED, SESSION_ONLY -> decideGuarded(first, request, path, judgement);
        };
    }

    private Decision decideGuarded(Decision first, RequestView request, String path, Judgement judgement) {
        if (first == Unguarded.SESSION) {
            return judgement.sessionsWelcome() ? first : Refused.of(Reason.NO_CREDENTIAL, request, path, null);
        }
        if (!(first instanceof Granted granted)) {
            return decisions.decide(request);
        }
        Caller caller = granted.caller();
        Need need = judgement.need(caller.plane());
        if (need == null) {
            return Refused.of(Reason.WRONG_PLANE, request, path, null);
        }
        if (judgement.keyOnly() && caller.via() == Via.TOKEN) {
            return Refused.of(Reason.TOKEN_NOT_TAKEN, request, path, null);
        }
        return need.isMetBy(caller.access()) ? first : Refused.of(Reason.SCOPE_MISSING, request, path, null);
    }
}
