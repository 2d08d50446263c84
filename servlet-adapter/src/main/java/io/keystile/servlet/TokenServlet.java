package io.keystile.servlet;

import io.keystile.oauth.EndpointRoutes;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Serves a token endpoint of keystile-oauth2, which this class alone needs: tokens, their keys, and what else its routes name.
 * The policy leaves its paths open, or they lie outside the guarded roots; it reads the same address, context path and headers
 * of a request as {@link KeystileFilter}. Nothing ahead of it may ask the request for its parameters, which takes the body
 * away: the client would be told that it is not known. Safe for all threads.
 */
public final class TokenServlet implements Servlet {
    private final EndpointRoutes routes;
    private @Nullable ServletConfig config;

    /** Serves these, on whatever paths of theirs it is mapped to, and 404 on others. */
    public TokenServlet(EndpointRoutes routes) {
        this.routes = routes;
    }

    /**
     * Registers one as {@code keystile-token}, for each of its paths alone.
     *
     * @throws io.keystile.ConfigurationException if the policy guards one of the paths
     * @throws IllegalStateException if there is a servlet of that name, or on one of the paths, already
     */
    public static ServletRegistration.Dynamic register(ServletContext context, EndpointRoutes routes) {
        // Here already: some containers start an application whose servlet did not.
        routes.requireOpen();
        ServletRegistration.@Nullable Dynamic registration =
                context.addServlet("keystile-token", new TokenServlet(routes));
        if (registration == null) {
            throw new IllegalStateException("there is a servlet named keystile-token already");
        }
        registration.setAsyncSupported(true);
        if (!registration.addMapping(routes.paths().toArray(String[]::new)).isEmpty()) {
            throw new IllegalStateException("another servlet is mapped to one of " + routes.paths());
        }
        return registration;
    }

    /**
     * Checks.
     *
     * @throws io.keystile.ConfigurationException if the policy guards one of the paths
     */
    @Override
    public void init(ServletConfig given) {
        config = given;
        routes.requireOpen();
    }

    @Override
    public void service(ServletRequest request, ServletResponse response) throws ServletException, IOException {
        if (!(request instanceof HttpServletRequest http) || !(response instanceof HttpServletResponse answer)) {
            throw new ServletException("TokenServlet serves HTTP alone");
        }
        if (http.getDispatcherType() == DispatcherType.INCLUDE) {
            throw new ServletException("TokenServlet can't be included: its status would be lost");
        }
        ServletRequestView view =
                new ServletRequestView(http, any -> false, routes.keystile().policy());
        AnswerWriter.write(routes.answer(view, http.getInputStream()), http, answer);
    }

    @Override
    public @Nullable ServletConfig getServletConfig() {
        return config;
    }

    @Override
    public String getServletInfo() {
        return "Keystile's token endpoint";
    }

    @Override
    public void destroy() {}
}
