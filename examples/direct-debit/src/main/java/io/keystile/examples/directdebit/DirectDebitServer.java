package io.keystile.examples.directdebit;

import io.keystile.Keystile;
import io.keystile.authn.SessionGuard;
import io.keystile.examples.directdebit.ledger.Ledgers;
import io.keystile.servlet.HandlerCheck;
import io.keystile.servlet.KeystileFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.SessionTrackingMode;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Set;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.ee10.servlet.SessionHandler;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.EagerContentHandler;
import org.eclipse.jetty.server.handler.EagerContentHandler.RetainedContentLoaderFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;

/** The service on Jetty, on this machine's loopback address alone. */
final class DirectDebitServer implements AutoCloseable {
    private static final int REQUEST_HEADER_BYTES = 16 * 1024;
    private static final int SESSION_SECONDS = 30 * 60;
    private static final int STOP_MILLIS = 5_000;

    private final Server server = new Server();
    private final ServerConnector connector;
    private final Keystile keystile;

    private DirectDebitServer(Options options, InstantSource clock) {
        connector = new ServerConnector(server, new HttpConnectionFactory(http()));
        connector.setHost("127.0.0.1");
        connector.setPort(options.port());
        // Opened first, since the default origins name the port, and a free one is known only then.
        listen(options.port());
        Set<String> origins = options.origins().isEmpty() ? ownOrigins() : options.origins();
        keystile = Guard.keystile(options.clientAddress(), origins, clock);
        ErrorAnswers errors = new ErrorAnswers(keystile);
        ServletContextHandler context = context(options, origins, clock);
        context.setErrorHandler(errors);
        server.setErrorHandler(errors);
        server.addConnector(connector);
        server.setHandler(new GracefulHandler(readingAhead(context)));
        server.setStopTimeout(STOP_MILLIS);
        server.setStopAtShutdown(true);
    }

    private void listen(int port) {
        try {
            connector.open();
        } catch (IOException e) {
            throw new FlagException(Options.PORT, "can't listen on port " + port + ": " + e.getMessage());
        }
    }

    /**
     * Starts one; it accepts requests when this returns.
     *
     * @throws FlagException if the port can't be had
     */
    static DirectDebitServer start(Options options, InstantSource clock) throws IOException {
        DirectDebitServer started = new DirectDebitServer(options, clock);
        try {
            started.server.start();
            return started;
        } catch (Exception e) {
            started.close();
            throw new IOException("the server did not start", e);
        }
    }

    private static HttpConfiguration http() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        // Jetty would keep header values, keys among them, for as long as a connection lasts.
        http.setHeaderCacheSize(0);
        http.setRequestHeaderSize(REQUEST_HEADER_BYTES);
        return http;
    }

    private ServletContextHandler context(Options options, Set<String> origins, InstantSource clock) {
        ServletContextHandler context = new ServletContextHandler("/");
        context.setSessionHandler(sessions());
        addFilter(context, guard());
        addFilter(context, new ProblemFilter(keystile));
        addServlet(context, "/", new NotFoundServlet());
        addServlet(context, "/health", new HealthServlet());
        addServlet(context, "/login", new LoginServlet(options.users(), SessionGuard.byOrigin(origins), keystile));
        addServlet(context, "/logout", new LogoutServlet());
        addServlet(context, "/api/keys/*", new KeysServlet(keystile, clock));
        addServlet(context, "/api/trpc/*", new TrpcServlet(new Ledgers(clock), clock));
        return context;
    }

    /** Lists at start which servlet is guarded by what; only {@code /}, where nothing is served, may be guarded by nothing. */
    private Filter guard() {
        return new KeystileFilter(keystile, request -> Sessions.user(request) != null)
                .checking(HandlerCheck.strict().leavingOpen("/"));
    }

    /**
     * Lets a request in once its body is there, or as much of it as is ever read. Else a refusal that is faster than the body
     * would make Jetty close the connection, on a client that has already sent its next request.
     */
    private static Handler readingAhead(Handler handler) {
        return new EagerContentHandler(handler, new RetainedContentLoaderFactory(Json.MAX_BODY_BYTES + 1, -1, false));
    }

    private static SessionHandler sessions() {
        SessionHandler sessions = new SessionHandler();
        // By cookie alone: a session id in a URL ends in logs. Not "secure", since this server speaks plain HTTP.
        sessions.setSessionTrackingModes(Set.of(SessionTrackingMode.COOKIE));
        sessions.setHttpOnly(true);
        sessions.setSameSite(HttpCookie.SameSite.LAX);
        sessions.setMaxInactiveInterval(SESSION_SECONDS);
        return sessions;
    }

    private static void addFilter(ServletContextHandler context, Filter filter) {
        FilterHolder holder = new FilterHolder(filter);
        holder.setAsyncSupported(true);
        context.addFilter(holder, "/*", EnumSet.allOf(DispatcherType.class));
    }

    private static void addServlet(ServletContextHandler context, String path, HttpServlet servlet) {
        context.addServlet(new ServletHolder(servlet), path);
    }

    private Set<String> ownOrigins() {
        int port = connector.getLocalPort();
        String written = port == 80 ? "" : ":" + port; // as browsers write it
        return Set.of("http://127.0.0.1" + written, "http://localhost" + written);
    }

    /** Such as {@code http://127.0.0.1:8080}. */
    String origin() {
        return "http://127.0.0.1:" + connector.getLocalPort();
    }

    Keystile keystile() {
        return keystile;
    }

    /** Waits until it has stopped. */
    void join() throws InterruptedException {
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
            keystile.close();
        }
    }
}
