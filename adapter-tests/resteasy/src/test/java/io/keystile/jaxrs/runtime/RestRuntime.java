package io.keystile.jaxrs.runtime;

import jakarta.ws.rs.core.Application;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.jboss.resteasy.core.ResteasyDeploymentImpl;
import org.jboss.resteasy.plugins.server.servlet.HttpServlet30Dispatcher;
import org.jboss.resteasy.spi.ResteasyDeployment;

/** RESTEasy. */
public final class RestRuntime {
    private RestRuntime() {}

    /** Puts an application into a context that hasn't started, at a path below it; empty for its root. */
    public static void mount(ServletContextHandler context, Application application, String path) {
        ResteasyDeployment deployment = new ResteasyDeploymentImpl();
        deployment.setApplication(application);
        deployment.start();
        context.setAttribute(ResteasyDeployment.class.getName(), deployment);
        ServletHolder holder = new ServletHolder(new HttpServlet30Dispatcher());
        holder.setInitParameter("resteasy.servlet.mapping.prefix", path);
        holder.setInitOrder(1);
        holder.setAsyncSupported(true);
        context.addServlet(holder, path + "/*");
    }
}
