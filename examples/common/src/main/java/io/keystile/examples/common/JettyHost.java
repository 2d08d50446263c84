package io.keystile.examples.common;

import io.keystile.Keystile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.EagerContentHandler;
import org.eclipse.jetty.server.handler.EagerContentHandler.RetainedContentLoaderFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;

/** Jetty, on this machine's loopback address alone, set up as a service with API keys wants it. */
public final class JettyHost implements AutoCloseable {
    private static final int REQUEST_HEADER_BYTES = 16 * 1024;
    private static final int STOP_MILLIS = 5_000;

    private final Server server = new Server();
    private final ServerConnector connector;

    private JettyHost(int port) {
        connector = new ServerConnector(server, new HttpConnectionFactory(http()));
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        server.addConnector(connector);
        server.setStopTimeout(STOP_MILLIS);
        server.setStopAtShutdown(true);
    }

    /**
     * Takes the port, and serves nothing yet: default origins name the port, and a free one is known only then.
     *
     * @param port 0: a free one
     * @throws FlagException if the port can't be had
     */
    public static JettyHost listening(int port) {
        JettyHost host = new JettyHost(port);
        try {
            host.connector.open();
        } catch (IOException e) {
            throw new FlagException(CommonOptions.PORT, "can't listen on port " + port + ": " + e.getMessage());
        }
        return host;
    }

    private static HttpConfiguration http() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        // Jetty would keep header values, keys among them, for as long as a connection lasts.
        http.setHeaderCacheSize(0);
        http.setRequestHeaderSize(REQUEST_HEADER_BYTES);
        return http;
    }

    /** Serves the application; it accepts requests when this returns. */
    public void serve(ServletContextHandler context, Keystile keystile) throws IOException {
        ErrorAnswers errors = new ErrorAnswers(keystile);
        context.setErrorHandler(errors);
        server.setErrorHandler(errors);
        server.setHandler(new GracefulHandler(readingAhead(context)));
        try {
            server.start();
        } catch (Exception e) {
            throw new IOException("the server did not start", e);
        }
    }

    /**
     * Lets a request in once its body is there, or as much of it as is ever read. Else a refusal that is faster than the body
     * would make Jetty close the connection, on a client that has already sent its next request.
     */
    private static Handler readingAhead(Handler handler) {
        return new EagerContentHandler(handler, new RetainedContentLoaderFactory(Json.MAX_BODY_BYTES + 1, -1, false));
    }

    /** Such as {@code http://127.0.0.1:8080}. */
    public String origin() {
        return "http://127.0.0.1:" + connector.getLocalPort();
    }

    /** The origins that browsers write for pages of this host. */
    public Set<String> ownOrigins() {
        int port = connector.getLocalPort();
        String written = port == 80 ? "" : ":" + port;
        return Set.of("http://127.0.0.1" + written, "http://localhost" + written);
    }

    /** Waits until it has stopped. */
    public void join() throws InterruptedException {
        server.join();
    }

    /** Lets requests in progress end, and stops. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new UncheckedIOException(new IOException("the server did not stop cleanly", e));
        } finally {
            connector.close();
        }
    }
}
