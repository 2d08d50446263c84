package io.keystile.servlet;

import java.util.function.BiConsumer;
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Jetty 12, Servlet 6.0. */
final class JettyServer implements WebServer {
    private final Server server;

    JettyServer(String contextPath, Application application) {
        this(contextPath, application, (settings, ready) -> {});
    }

    /** With more to set on HTTP and the server before the start. */
    JettyServer(String contextPath, Application application, BiConsumer<HttpConfiguration, Server> more) {
        server = new Server();
        HttpConfiguration settings = new HttpConfiguration();
        more.accept(settings, server);
        ServerConnector connector = new ServerConnector(
                server, new HttpConnectionFactory(settings), new HTTP2CServerConnectionFactory(settings));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler handler =
                new ServletContextHandler(contextPath.isEmpty() ? "/" : contextPath, ServletContextHandler.SESSIONS);
        ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
        errors.addErrorPage(TEAPOT, ERROR_PAGE);
        handler.setErrorHandler(errors);
        handler.addServletContainerInitializer((classes, context) -> application.start(context));
        server.setHandler(handler);
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public int port() {
        return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    }

    @Override
    public boolean isTomcat() {
        return false;
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
