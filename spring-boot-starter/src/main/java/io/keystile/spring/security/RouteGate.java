package io.keystile.spring.security;

import io.keystile.Keystile;
import io.keystile.authn.Decision;
import io.keystile.authn.Granted;
import io.keystile.authn.Reason;
import io.keystile.authn.Unguarded;
import io.keystile.servlet.KeystileFilter;
import io.keystile.servlet.OwnRefusals;
import io.keystile.servlet.SessionEnvironment;
import io.keystile.servlet.SessionUser;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;

/**
 * Stands last but for the chain's own rules: nothing gets to the routes that was not let in, and what the application refuses
 * a caller there by its own means is answered uniformly.
 */
final class RouteGate implements Filter {
    private final Routes routes;
    private final Keystile keystile;
    private final SessionUser users;
    private final KeystileFilter filter;
    private final OwnRefusals refusals;

    RouteGate(Routes routes, Keystile keystile, SessionUser users, SessionEnvironment environments) {
        this.routes = routes;
        this.keystile = keystile;
        this.users = users;
        this.filter = new KeystileFilter(keystile, users, environments);
        this.refusals = new OwnRefusals(keystile);
    }

    /** What it guards. */
    Routes routes() {
        return routes;
    }

    /** Whose decisions it asks for. */
    Keystile keystile() {
        return keystile;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!(request instanceof HttpServletRequest http) || !(response instanceof HttpServletResponse answer)) {
            throw new ServletException("Keystile guards HTTP alone");
        }
        if (CredentialFilter.hasLeftOpen(http)) {
            filter.doFilter(http, answer, (seen, written) -> pass((HttpServletRequest) seen, answer, chain));
        } else {
            pass(http, answer, chain);
        }
    }

    private void pass(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        boolean error = request.getDispatcherType() == DispatcherType.ERROR;
        if (!error && routes.matches(request) && !routes.isLetIn(request)) {
            refusals.write(Reason.NO_CREDENTIAL, request, response);
            return;
        }
        try {
            chain.doFilter(request, response);
        } catch (IOException | ServletException | RuntimeException e) {
            Reason reason = response.isCommitted() ? null : reasonOf(e, request);
            if (reason == null) {
                throw e;
            }
            refusals.write(reason, request, response);
        }
    }

    /** Why the application refused a request that was let in; null if it didn't, or if that is between it and its users. */
    private @Nullable Reason reasonOf(Exception failure, HttpServletRequest request) {
        Decision decision = routes.decision(request);
        boolean callers = decision instanceof Granted;
        boolean nobodys = decision == Unguarded.PUBLIC && routes.matches(request) && !users.isPresent(request);
        if (!callers && !nobodys) {
            return null;
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof AccessDeniedException) {
                return callers ? Reason.APPLICATION_REFUSED : Reason.NO_CREDENTIAL;
            }
            if (cause instanceof AuthenticationException) {
                return Reason.NO_CREDENTIAL;
            }
        }
        return null;
    }
}
