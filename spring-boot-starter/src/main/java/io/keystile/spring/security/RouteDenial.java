package io.keystile.spring.security;

import io.keystile.Keystile;
import io.keystile.authn.Reason;
import io.keystile.servlet.OwnRefusals;
import io.keystile.servlet.SessionUser;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.csrf.CsrfException;

/**
 * What Spring Security's protection against cross-site forgery refuses on the routes: the uniform 403 in a session, the uniform
 * 401 for whoever has none. All else is answered as without Keystile.
 */
final class RouteDenial implements AccessDeniedHandler {
    private final Routes routes;
    private final SessionUser users;
    private final OwnRefusals refusals;
    private final AccessDeniedHandler otherwise = new AccessDeniedHandlerImpl();

    RouteDenial(Routes routes, Keystile keystile, SessionUser users) {
        this.routes = routes;
        this.users = users;
        this.refusals = new OwnRefusals(keystile);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException, ServletException {
        if (denied instanceof CsrfException && routes.matches(request)) {
            Reason reason = users.isPresent(request) ? Reason.APPLICATION_REFUSED : Reason.NO_CREDENTIAL;
            refusals.write(reason, request, response);
        } else {
            otherwise.handle(request, response, denied);
        }
    }
}
