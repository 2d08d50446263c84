package io.keystile.jaxrs.runtime;

import jakarta.servlet.Servlet;
import jakarta.ws.rs.core.Application;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.glassfish.jersey.servlet.ServletContainer;

/** Jersey. */
public final class RestRuntime {
    private RestRuntime() {}

    /** Puts an application into a context that hasn't started, at a path below it; empty for its root. */
    public static void mount(ServletContextHandler context, Application application, String path) {
        ResourceConfig configuration = ResourceConfig.forApplication(application);
        // An application's own 404 without a page of the container's.
        configuration.property(ServerProperties.RESPONSE_SET_STATUS_OVER_SEND_ERROR, true);
        configuration.property(ServerProperties.WADL_FEATURE_DISABLE, true);
        Servlet servlet = new ServletContainer(configuration);
        ServletHolder holder = new ServletHolder(servlet);
        holder.setInitOrder(1);
        holder.setAsyncSupported(true);
        context.addServlet(holder, path + "/*");
    }
}
