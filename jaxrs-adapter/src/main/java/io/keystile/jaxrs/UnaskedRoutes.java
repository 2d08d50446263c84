package io.keystile.jaxrs;

import io.keystile.credential.Plane;
import io.keystile.policy.AccessPolicy;
import io.keystile.policy.Judgement;
import io.keystile.policy.Need;
import io.keystile.request.Target;

/** Routes where the policy asks a client's or principal's credential for nothing, and leaves the scopes to annotations. */
final class UnaskedRoutes {
    private final AccessPolicy policy;

    UnaskedRoutes(AccessPolicy policy) {
        this.policy = policy;
    }

    boolean contain(RestRequestView view) {
        Target target = Target.parse(view.rawTarget(), view.contextPath());
        return target == null || contain(policy.judge(view.method(), target));
    }

    /** Procedures have scopes of their own. */
    boolean contain(Judgement judgement) {
        return judgement.kind() == Judgement.Kind.GUARDED
                && judgement.rules().stream().allMatch(rule -> rule.procedures() == null)
                && (asksNothing(judgement, Plane.CLIENT) || asksNothing(judgement, Plane.PRINCIPAL));
    }

    private static boolean asksNothing(Judgement judgement, Plane plane) {
        return Need.nothing().equals(judgement.need(plane));
    }
}
