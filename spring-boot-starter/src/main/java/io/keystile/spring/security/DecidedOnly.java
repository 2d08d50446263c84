package io.keystile.spring.security;

import java.util.function.Supplier;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/** The rule of the routes: let in what Keystile has let in, and nothing that it hasn't seen. */
final class DecidedOnly implements AuthorizationManager<RequestAuthorizationContext> {
    private final Routes routes;

    DecidedOnly(Routes routes) {
        this.routes = routes;
    }

    /** What Spring Security 6 has to be given, and 7 doesn't know. */
    @Override
    @Deprecated
    @SuppressWarnings("deprecation")
    public AuthorizationDecision check(Supplier<Authentication> user, RequestAuthorizationContext context) {
        return new AuthorizationDecision(routes.isLetIn(context.getRequest()));
    }

    @Override
    public AuthorizationResult authorize(Supplier<Authentication> user, RequestAuthorizationContext context) {
        return new AuthorizationDecision(routes.isLetIn(context.getRequest()));
    }
}
