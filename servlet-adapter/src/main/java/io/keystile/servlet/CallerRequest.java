package io.keystile.servlet;

import io.keystile.authn.Caller;
import io.keystile.credential.Access;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.Set;

/** A granted request: its user is the caller, whatever session lies beside the credential. */
final class CallerRequest extends HttpServletRequestWrapper {
    private final CallerPrincipal principal;

    private final Set<String> scopes;

    private CallerRequest(HttpServletRequest request, CallerPrincipal principal, Set<String> scopes) {
        super(request);
        this.principal = principal;
        this.scopes = scopes;
    }

    /**
     * The same request if it names this caller already, as in a forward of a granted request.
     *
     * @param scopes those that the policy asks for
     */
    static HttpServletRequest of(HttpServletRequest request, Caller caller, Set<String> scopes) {
        CallerPrincipal principal = new CallerPrincipal(caller);
        // Only a wrapper can name one. The container itself is not asked: it might look up a session to answer.
        boolean named = request instanceof ServletRequestWrapper && principal.equals(request.getUserPrincipal());
        return named ? request : new CallerRequest(request, principal, scopes);
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

    /** Full access is every scope of the policy's, and no role of the application's own. */
    @Override
    public boolean isUserInRole(String role) {
        Access access = principal.caller().access();
        return access.isFull() ? scopes.contains(role) : access.covers(role);
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
