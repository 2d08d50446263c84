package io.keystile.servlet.contract;

import io.keystile.Keystile;
import io.keystile.authn.Caller;
import io.keystile.servlet.KeystileFilter;
import io.keystile.servlet.TokenServlet;
import io.keystile.testkit.Exchange;
import io.keystile.testkit.Reply;
import io.keystile.testkit.Resource;
import io.keystile.testkit.ServerSetup;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/** The application that a set-up describes: sessions, the filter under test, a servlet for each resource. */
public final class GuardedApplication {
    private GuardedApplication() {}

    /** Fills the context before it starts. */
    public static void fill(ServletContext context, Keystile keystile, ServerSetup setup) {
        Filter sessions = (request, response, chain) -> {
            String user = ((HttpServletRequest) request).getHeader(ServerSetup.SESSION_HEADER);
            chain.doFilter(user == null ? request : new InSession((HttpServletRequest) request, user), response);
        };
        context.addFilter("sessions", sessions)
                .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
        KeystileFilter.register(context, new KeystileFilter(keystile).withoutHandlerCheck(), "/*");
        for (Resource resource : setup.resources()) {
            context.addServlet(resource.name(), new ResourceServlet(setup, resource))
                    .addMapping(resource.path(), resource.path() + "/*");
        }
        if (setup.tokens() instanceof OAuthTokens tokens) {
            TokenServlet.register(context, tokens.routes(keystile));
        }
        // Without one, a container's own default servlet answers 405 to what has no page.
        context.addServlet("nowhere", new NowhereServlet()).addMapping("/");
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
    }

    private static final class NowhereServlet extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    private static final class ResourceServlet extends HttpServlet {
        private static final long serialVersionUID = 1L;

        private final transient ServerSetup setup;
        private final transient Resource resource;

        private ResourceServlet(ServerSetup setup, Resource resource) {
            this.setup = setup;
            this.resource = resource;
        }

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            request.getInputStream().readAllBytes();
            Reply reply = setup.run(resource, exchange(request));
            response.setStatus(reply.status());
            reply.headers().forEach(response::setHeader);
            byte[] body = reply.body().getBytes(StandardCharsets.US_ASCII);
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        }

        private static Exchange exchange(HttpServletRequest request) {
            Principal user = request.getUserPrincipal();
            String info = request.getPathInfo();
            return new Exchange(
                    request.getMethod(),
                    request.getServletPath() + (info == null ? "" : info),
                    request.getQueryString(),
                    caller(request),
                    user == null ? null : user.getName());
        }

        private static @Nullable Caller caller(HttpServletRequest request) {
            return request.getAttribute(KeystileFilter.CALLER) instanceof Caller caller ? caller : null;
        }
    }
}
