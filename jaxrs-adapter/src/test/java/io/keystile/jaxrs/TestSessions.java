package io.keystile.jaxrs;

import io.keystile.testkit.ServerSetup;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;

/** Puts whom {@link ServerSetup#SESSION_HEADER} names into a session of the container's. */
public final class TestSessions {
    private TestSessions() {}

    public static void addTo(ServletContextHandler context) {
        Filter sessions = (request, response, chain) -> {
            String user = ((HttpServletRequest) request).getHeader(ServerSetup.SESSION_HEADER);
            chain.doFilter(user == null ? request : new InSession((HttpServletRequest) request, user), response);
        };
        FilterHolder holder = new FilterHolder(sessions);
        holder.setAsyncSupported(true);
        context.addFilter(holder, "/*", EnumSet.of(DispatcherType.REQUEST));
    }

    private static final class InSession extends HttpServletRequestWrapper {
        private final String user;

        private InSession(HttpServletRequest request, String user) {
            super(request);
            this.user = user;
        }

        @Override
        public Principal getUserPrincipal() {
            return () -> user;
        }

        @Override
        public boolean isUserInRole(String role) {
            return role.equals("clerk");
        }
    }
}
