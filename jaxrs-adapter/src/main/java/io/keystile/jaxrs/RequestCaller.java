package io.keystile.jaxrs;

import io.keystile.authn.Caller;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import org.jspecify.annotations.Nullable;

/**
 * The request's caller as a parameter of a resource method, {@code @BeanParam RequestCaller caller}: what every runtime
 * injects. Asynchronous work can keep it.
 */
public final class RequestCaller {
    private @Nullable Caller caller;

    /** Made by the runtime, which then sets the rest. */
    public RequestCaller() {}

    /** Read at once: on another thread the runtime's proxy leads nowhere. A setter, since RESTEasy knows no other way. */
    @Context
    void setSecurityContext(SecurityContext security) {
        caller = security.getUserPrincipal() instanceof CallerPrincipal principal ? principal.caller() : null;
    }

    /**
     * Who it is.
     *
     * @throws IllegalStateException if there is none: on an open route, and in a session
     */
    public Caller get() {
        if (caller == null) {
            throw new IllegalStateException("the request has no caller: the route is open, or a session has passed");
        }
        return caller;
    }

    /** Who it is; null on an open route, and in a session. */
    public @Nullable Caller orNull() {
        return caller;
    }
}
