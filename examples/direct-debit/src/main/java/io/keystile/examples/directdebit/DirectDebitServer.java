package io.keystile.examples.directdebit;

import io.keystile.Keystile;
import io.keystile.authn.SessionGuard;
import io.keystile.examples.common.Databases;
import io.keystile.examples.common.JettyHost;
import io.keystile.examples.common.OnceOnly;
import io.keystile.examples.common.ProblemFilter;
import io.keystile.examples.common.Program;
import io.keystile.examples.common.RateLimits.Counting;
import io.keystile.examples.directdebit.ledger.Ledgers;
import io.keystile.servlet.HandlerCheck;
import io.keystile.servlet.KeystileFilter;
import io.keystile.store.CredentialStore;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.SessionTrackingMode;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.ee10.servlet.SessionHandler;
import org.eclipse.jetty.http.HttpCookie;

/** The service, and what it serves by. */
final class DirectDebitServer implements Program {
    private static final int SESSION_SECONDS = 30 * 60;

    private final Databases databases;
    private final JettyHost host;
    private final Counting counting;
    private final Keystile keystile;
    private final Set<String> origins;

    private DirectDebitServer(
            Databases databases,
            JettyHost host,
            Options options,
            InstantSource clock,
            UnaryOperator<CredentialStore> seen) {
        this.databases = databases;
        this.host = host;
        this.origins = options.common().origins().isEmpty()
                ? host.ownOrigins()
                : options.common().origins();
        this.counting = options.common().rateLimits().start();
        this.keystile = Guard.keystile(
                environment -> seen.apply(databases.store(environment)), options.common(), counting, origins, clock);
    }

    /**
     * Starts one; it accepts requests when this returns.
     *
     * @throws io.keystile.examples.common.FlagException if a database or the port can't be had
     */
    static DirectDebitServer start(Options options, InstantSource clock) throws IOException {
        return start(options, clock, UnaryOperator.identity());
    }

    /**
     * The same, for tests.
     *
     * @param seen the stores as the guard sees them
     */
    static DirectDebitServer start(Options options, InstantSource clock, UnaryOperator<CredentialStore> seen)
            throws IOException {
        Databases databases = Databases.open(options.common());
        try {
            Ledgers ledgers = new Ledgers(databases, clock);
            JettyHost host = JettyHost.listening(options.common().port());
            DirectDebitServer server = new DirectDebitServer(databases, host, options, clock, seen);
            return server.serving(options, ledgers, clock);
        } catch (IOException | RuntimeException e) {
            databases.close();
            throw e;
        }
    }

    private DirectDebitServer serving(Options options, Ledgers ledgers, InstantSource clock) throws IOException {
        try {
            host.serve(context(options, ledgers, clock), keystile);
            return this;
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private ServletContextHandler context(Options options, Ledgers ledgers, InstantSource clock) {
        ServletContextHandler context = new ServletContextHandler("/");
        context.setSessionHandler(sessions());
        addFilter(context, guard());
        addFilter(context, new ProblemFilter(keystile));
        addServlet(context, "/", new NotFoundServlet());
        addServlet(context, "/health", new HealthServlet());
        addServlet(context, "/login", new LoginServlet(options.users(), SessionGuard.byOrigin(origins), keystile));
        addServlet(context, "/logout", new LogoutServlet());
        addServlet(context, "/api/keys/*", new KeysServlet(keystile, new OnceOnly(databases, clock), clock));
        addServlet(context, "/api/trpc/*", new TrpcServlet(ledgers, clock));
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
        // In the order of use; each is closed, whatever the ones before it do.
        try (databases;
                counting;
                keystile) {
            host.close();
        }
    }
}
