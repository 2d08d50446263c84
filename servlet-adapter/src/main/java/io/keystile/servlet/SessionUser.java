package io.keystile.servlet;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Whether the application's own session, with a user in it, stands behind a request. Asked only on a route that welcomes
 * sessions, and only where the request holds no API credential. For authors of applications.
 */
@FunctionalInterface
public interface SessionUser {
    /** Says so. Must create no session: {@code getSession(false)}. */
    boolean isPresent(HttpServletRequest request);

    /** The container's own log-in: whoever {@code getUserPrincipal()} names, unless another Keystile has found him. */
    static SessionUser ofContainer() {
        return request -> {
            var user = request.getUserPrincipal();
            return user != null && !(user instanceof CallerPrincipal);
        };
    }
}
