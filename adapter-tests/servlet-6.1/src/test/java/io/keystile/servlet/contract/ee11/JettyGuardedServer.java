package io.keystile.servlet.contract.ee11;

import io.keystile.Keystile;
import io.keystile.servlet.contract.GuardedApplication;
import io.keystile.servlet.contract.JettyHost;
import io.keystile.testkit.GuardedServer;
import io.keystile.testkit.ServerSetup;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;

/** Jetty for Servlet 6.1, with the filter in front of a set-up's resources. */
final class JettyGuardedServer {
    private JettyGuardedServer() {}

    static GuardedServer start(Keystile keystile, ServerSetup setup) {
        ServletContextHandler context =
                new ServletContextHandler(setup.contextPath().isEmpty() ? "/" : setup.contextPath());
        context.getServletHandler().setDecodeAmbiguousURIs(setup.lenient());
        context.addServletContainerInitializer(
                (classes, servlets) -> GuardedApplication.fill(servlets, keystile, setup));
        return new JettyHost(context, setup);
    }
}
