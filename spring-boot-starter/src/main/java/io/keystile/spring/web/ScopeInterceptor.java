package io.keystile.spring.web;

import io.keystile.Keystile;
import io.keystile.authn.Decision;
import io.keystile.authn.Granted;
import io.keystile.authn.Reason;
import io.keystile.authn.Unguarded;
import io.keystile.policy.Judgement;
import io.keystile.policy.Need;
import io.keystile.request.Target;
import io.keystile.servlet.KeystileFilter;
import io.keystile.servlet.OwnRefusals;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Asks callers for the scopes that a controller's method is annotated with, ahead of all that runs for it. And asks what the
 * policy guards for a decision: where the filter is missing, or a chain without it came first, nothing gets to a handler.
 */
final class ScopeInterceptor implements HandlerInterceptor {
    private final Keystile keystile;
    private final RequiredScopes scopes;
    private final OwnRefusals refusals;

    ScopeInterceptor(Keystile keystile, RequiredScopes scopes) {
        this.keystile = keystile;
        this.scopes = scopes;
        this.refusals = new OwnRefusals(keystile);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        Decision decision = KeystileFilter.decisionOf(keystile, request);
        Need need = handler instanceof HandlerMethod method ? scopes.of(method) : null;
        Reason reason = decision == null ? reasonAgainstUndecided(request) : null;
        if (reason == null && need != null) {
            reason = reasonAgainst(decision, need);
        }
        if (reason == null) {
            return true;
        }
        refusals.write(reason, request, response);
        return false;
    }

    private @Nullable Reason reasonAgainstUndecided(HttpServletRequest request) {
        Target target = Target.parse(request.getRequestURI(), request.getContextPath());
        if (target == null) {
            return Reason.AMBIGUOUS_TARGET;
        }
        Judgement.Kind kind =
                keystile.policy().judge(request.getMethod(), target).kind();
        return kind == Judgement.Kind.OUTSIDE || kind == Judgement.Kind.OPEN ? null : Reason.NO_CREDENTIAL;
    }

    /** Where the policy reads no credential, or no filter has decided, there is nobody who could have a scope. */
    private static @Nullable Reason reasonAgainst(@Nullable Decision decision, Need need) {
        if (decision instanceof Granted granted) {
            return need.isMetBy(granted.caller().access()) ? null : Reason.SCOPE_MISSING;
        }
        return decision == Unguarded.SESSION ? null : Reason.NO_CREDENTIAL;
    }
}
