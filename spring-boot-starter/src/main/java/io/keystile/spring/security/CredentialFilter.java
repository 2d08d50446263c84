package io.keystile.spring.security;

import io.keystile.authn.Caller;
import io.keystile.authn.Granted;
import io.keystile.servlet.KeystileFilter;
import io.keystile.servlet.SessionEnvironment;
import io.keystile.servlet.SessionUser;
import io.keystile.spring.KnownScopes;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.web.csrf.CsrfFilter;

/**
 * Decides ahead of the chain's other checks, as far as a credential or a stored session tells: behind it a session's request
 * meets the protection against cross-site forgery as ever, and one that presented a good credential needs none, since no
 * other site's page can make a browser present it. Where only a log-in further inside could still let a request in, {@link
 * RouteGate} decides.
 */
final class CredentialFilter implements Filter {
    /** On a request that is yet to be decided about. */
    private static final String PENDING = CredentialFilter.class.getName() + ".pending";

    private final Routes routes;
    private final KeystileFilter filter;
    private final KnownScopes scopes;
    private final SecurityContextHolderStrategy contexts;

    CredentialFilter(
            Routes routes,
            SessionUser users,
            SessionEnvironment environments,
            KnownScopes scopes,
            SecurityContextHolderStrategy contexts) {
        SessionUser soFar = request -> {
            if (!users.isPresent(request)) {
                throw new LoginPendingException();
            }
            return true;
        };
        this.routes = routes;
        this.filter = new KeystileFilter(Objects.requireNonNull(routes.keystile()), soFar, environments);
        this.scopes = scopes;
        this.contexts = contexts;
    }

    /** Whether {@link RouteGate} has to decide; asked once. */
    static boolean hasLeftOpen(HttpServletRequest request) {
        boolean pending = request.getAttribute(PENDING) != null;
        request.removeAttribute(PENDING);
        return pending;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            filter.doFilter(request, response, (seen, answer) -> goOn(seen, answer, chain));
        } catch (LoginPendingException pending) {
            request.setAttribute(PENDING, true);
            chain.doFilter(request, response);
        }
    }

    private void goOn(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest http && routes.decision(http) instanceof Granted granted) {
            goOnAs(granted.caller(), http, response, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    private void goOnAs(Caller caller, HttpServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Supplier<SecurityContext> before = contexts.getDeferredContext();
        SecurityContext context = contexts.createEmptyContext();
        context.setAuthentication(new KeystileAuthentication(caller, scopes));
        contexts.setContext(context);
        CsrfFilter.skipRequest(request);
        try {
            chain.doFilter(new CallerSecurityRequest(request), response);
        } finally {
            contexts.setDeferredContext(before);
        }
    }
}
