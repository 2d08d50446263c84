package io.keystile.spring.security;

import io.keystile.Keystile;
import io.keystile.authn.Reason;
import io.keystile.servlet.OwnRefusals;
import io.keystile.servlet.SessionUser;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
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
            if (users.isPresent(request)) {
                refusals.write(Reason.APPLICATION_REFUSED, request, response);
            } else {
                forgetNewSession(request, response);
                refusals.write(Reason.NO_CREDENTIAL, request, response);
            }
        } else {
            otherwise.handle(request, response, denied);
        }
    }

    /** The protection has begun a session for the token that it asks for: nobody's, and a cookie would tell this 401 from others. */
    private static void forgetNewSession(HttpServletRequest request, HttpServletResponse response) {
        HttpSession session = request.getSession(false);
        if (session != null && session.isNew()) {
            session.invalidate();
        }
        Map<String, List<String>> kept = new LinkedHashMap<>();
        response.getHeaderNames().stream()
                .filter(name -> !name.equalsIgnoreCase(HttpHeaders.SET_COOKIE))
                .forEach(name -> kept.put(name, List.copyOf(response.getHeaders(name))));
        if (!response.isCommitted()) {
            response.reset();
            kept.forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        }
    }
}
