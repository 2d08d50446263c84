package io.keystile.jaxrs;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.SecurityContext;
import org.jspecify.annotations.Nullable;

/**
 * Whether the application's own session, with a user in it, stands behind a request. Asked only on a route that welcomes
 * sessions, and only where the request holds no API credential. For authors of applications.
 */
@FunctionalInterface
public interface SessionUser {
    /** Says so. Must create no session. */
    boolean isPresent(ContainerRequestContext request);

    /** The container's own log-in: whoever its {@code SecurityContext} names, unless a Keystile has found him by a key. */
    static SessionUser ofContainer() {
        return request -> {
            @Nullable SecurityContext security = request.getSecurityContext();
            return security != null
                    && security.getUserPrincipal() != null
                    && !KeystileFeature.AUTHENTICATION_SCHEME.equals(security.getAuthenticationScheme());
        };
    }
}
