package io.keystile.jaxrs;

import io.keystile.authn.Caller;
import io.keystile.credential.Access;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.function.Predicate;

/** A granted request's: its user is the caller, whatever session lies beside the credential. */
final class CallerSecurityContext implements SecurityContext {
    private final CallerPrincipal principal;
    private final Predicate<String> knownScope;
    private final boolean secure;

    /**
     * For a caller.
     *
     * @param knownScope whether the application asks for a scope of that name anywhere
     * @param secure whether the request came by a secure channel, as the container says
     */
    CallerSecurityContext(Caller caller, Predicate<String> knownScope, boolean secure) {
        this.principal = new CallerPrincipal(caller);
        this.knownScope = knownScope;
        this.secure = secure;
    }

    @Override
    public Principal getUserPrincipal() {
        return principal;
    }

    /** Full access is every scope that is asked for, and no role of the application's own. */
    @Override
    public boolean isUserInRole(String role) {
        Access access = principal.caller().access();
        return access.isFull() ? knownScope.test(role) : access.covers(role);
    }

    @Override
    public boolean isSecure() {
        return secure;
    }

    @Override
    public String getAuthenticationScheme() {
        return KeystileFeature.AUTHENTICATION_SCHEME;
    }
}
