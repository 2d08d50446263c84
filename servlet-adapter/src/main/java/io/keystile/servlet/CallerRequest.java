package io.keystile.servlet;

import io.keystile.authn.Caller;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;

/** A granted request: its user is the caller, whatever session lies beside the credential. */
final class CallerRequest extends HttpServletRequestWrapper {
    private final CallerPrincipal principal;

    private CallerRequest(HttpServletRequest request, Caller caller) {
        super(request);
        this.principal = new CallerPrincipal(caller);
    }

    /** The same request if it names this caller already, as in a forward of a granted request. */
    static HttpServletRequest of(HttpServletRequest request, Caller caller) {
        return new CallerPrincipal(caller).equals(request.getUserPrincipal())
                ? request
                : new CallerRequest(request, caller);
    }

    @Override
    public Principal getUserPrincipal() {
        return principal;
    }

    @Override
    public String getRemoteUser() {
        return principal.getName();
    }

    @Override
    public String getAuthType() {
        return KeystileFilter.AUTH_TYPE;
    }

    @Override
    public boolean isUserInRole(String role) {
        return principal.caller().access().covers(role);
    }

    @Override
    public boolean authenticate(HttpServletResponse response) {
        return true;
    }

    @Override
    public void login(String username, String password) throws ServletException {
        throw new ServletException("the request has a caller already: an API key's");
    }
}
