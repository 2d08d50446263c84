package io.keystile.spring.web;

import io.keystile.policy.AccessPolicy;
import io.keystile.policy.Judgement;
import io.keystile.request.Target;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** In the filter's place while Keystile is switched off: what the policy guards is closed to everyone. */
final class ClosedRoutes implements Filter {
    private final AccessPolicy policy;

    ClosedRoutes(AccessPolicy policy) {
        this.policy = policy;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest http
                && response instanceof HttpServletResponse answer
                && isGuarded(http)) {
            answer.setStatus(HttpServletResponse.SC_FORBIDDEN);
        } else {
            chain.doFilter(request, response);
        }
    }

    private boolean isGuarded(HttpServletRequest request) {
        Target target = Target.parse(request.getRequestURI(), request.getContextPath());
        if (target == null) {
            return true;
        }
        Judgement.Kind kind = policy.judge(request.getMethod(), target).kind();
        return kind != Judgement.Kind.OPEN && kind != Judgement.Kind.OUTSIDE;
    }
}
