package io.keystile.examples.directdebit;

import io.keystile.Keystile;
import io.keystile.authn.RateLimiter;
import io.keystile.authn.SessionGuard;
import io.keystile.examples.common.JettyHost;
import io.keystile.examples.common.ProblemFilter;
import io.keystile.examples.common.Program;
import io.keystile.examples.directdebit.ledger.Ledgers;
import io.keystile.servlet.HandlerCheck;
import io.keystile.servlet.KeystileFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.SessionTrackingMode;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Set;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.ee10.servlet.SessionHandler;
import org.eclipse.jetty.http.HttpCookie;
import org.jspecify.annotations.Nullable;

/** The service, and what it serves by. */
final class DirectDebitServer implements Program {
    private static final int SESSION_SECONDS = 30 * 60;

    private final JettyHost host;
    private final @Nullable RateLimiter rateLimiter;
    private final Keystile keystile;
    private final Set<String> origins;

    private DirectDebitServer(JettyHost host, Options options, InstantSource clock) {
        this.host = host;
        this.origins = options.common().origins().isEmpty()
                ? host.ownOrigins()
                : options.common().origins();
        this.rateLimiter = options.common().rateLimits().start();
        this.keystile = Guard.keystile(options.common().clientAddress(), origins, rateLimiter, clock);
    }

    /**
     * Starts one; it accepts requests when this returns.
     *
     * @throws io.keystile.examples.common.FlagException if the port can't be had
     */
    static DirectDebitServer start(Options options, InstantSource clock) throws IOException {
        JettyHost host = JettyHost.listening(options.common().port());
        DirectDebitServer started = new DirectDebitServer(host, options, clock);
        try {
            host.serve(started.context(options, clock), started.keystile);
            return started;
        } catch (IOException e) {
            started.close();
            throw e;
        }
    }

    private ServletContextHandler context(Options options, InstantSource clock) {
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

    @Override
    public String origin() {
        return host.origin();
    }

    Keystile keystile() {
        return keystile;
    }

    @Override
    public void join() throws InterruptedException {
        host.join();
    }

    @Override
    public void close() {
        try {
            host.close();
        } finally {
            keystile.close();
            stopCounting();
        }
    }

    private void stopCounting() {
        if (rateLimiter instanceof AutoCloseable counting) {
            try {
                counting.close();
            } catch (Exception e) {
                throw new IllegalStateException("the rate limiter did not close", e);
            }
        }
    }
}
