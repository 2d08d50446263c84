package io.keystile.benchmarks.http;

import io.keystile.Keystile;
import io.keystile.benchmarks.peers.Owners;
import io.keystile.benchmarks.peers.SpringSecurityChain;
import io.keystile.credential.Access;
import io.keystile.credential.CredentialId;
import io.keystile.key.Environment;
import io.keystile.key.KeyFormat;
import io.keystile.lifecycle.CredentialLifecycle;
import io.keystile.lifecycle.IssuedKey;
import io.keystile.lifecycle.NewCredential;
import io.keystile.net.ClientAddress;
import io.keystile.policy.AccessPolicy;
import io.keystile.servlet.KeystileFilter;
import io.keystile.store.InMemoryCredentialStore;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/**
 * Four servers in one process, which the load comes from outside to. Prints their ports and then keys, a line each; reads
 * {@code churn}, {@code calm} and {@code end}.
 */
public final class Servers {
    static final String PATH = "/api/v1/mandates/42";
    static final int KEYS = 1_000;

    private static final int CHANGES_PER_SECOND = 100;

    private final Keystile keystile = Keystile.builder()
            .keys(KeyFormat.withPrefix("acme"))
            .policy(AccessPolicy.builder()
                    .guard("/api")
                    .scope("/api/v1/mandates", "mandates:read")
                    .build())
            .store(Environment.LIVE, new InMemoryCredentialStore())
            .clientAddress(ClientAddress.peer())
            .build();
    private final Owners owners = new Owners();
    private final List<String> keys = new ArrayList<>();
    private final List<CredentialId> changing = new ArrayList<>();
    private final List<Server> servers = new ArrayList<>();
    private @Nullable ScheduledExecutorService churn;
    private int changes;

    private Servers() {}

    /** Serves until told to end, or until whoever started it is gone. */
    public static void main(String[] args) throws Exception {
        Servers all = new Servers();
        all.issue();
        all.start(null);
        all.start(new KeystileFilter(all.keystile).withoutHandlerCheck());
        all.start(SpringSecurityChain.filter(all.owners));
        all.start((request, response, chain) -> chain.doFilter(request, response));
        all.keys.forEach(System.out::println);
        System.out.flush();
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String command = commands.readLine(); command != null; command = commands.readLine()) {
            if (command.equals("end")) {
                break;
            }
            all.churn(command.equals("churn"));
            System.out.println("done");
            System.out.flush();
        }
        System.exit(0);
    }

    private void issue() {
        CredentialLifecycle live = keystile.credentials(Environment.LIVE);
        for (int i = 0; i < 2 * KEYS; i++) {
            IssuedKey issued = live.issue(
                    NewCredential.principal("prn_" + i, "org_" + i % 100).access(Access.only("mandates:read")));
            if (i < KEYS) {
                keys.add(issued.key().reveal());
                owners.add(issued.key().reveal(), "prn_" + i);
            } else {
                changing.add(issued.credential().id());
            }
        }
    }

    private void start(@Nullable Filter filter) throws Exception {
        ServletContextHandler application = new ServletContextHandler("/");
        if (filter != null) {
            application.addFilter(new FilterHolder(filter), "/api/*", EnumSet.allOf(DispatcherType.class));
        }
        application.addServlet(Mandate.class, "/api/*");
        Server server = new Server(new QueuedThreadPool(16));
        HttpConfiguration settings = new HttpConfiguration();
        settings.setHeaderCacheSize(0); // as both reference servers have it: Jetty keeps header values otherwise
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(settings));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(application);
        server.start();
        servers.add(server);
        System.out.println(connector.getLocalPort());
    }

    /** Rotates a credential, and revokes another and issues one in its place, a hundred times a second in all. */
    private void churn(boolean on) {
        ScheduledExecutorService running = churn;
        if (running != null) {
            running.shutdownNow();
            churn = null;
        }
        if (on) {
            ScheduledExecutorService next = Executors.newSingleThreadScheduledExecutor();
            next.scheduleAtFixedRate(this::change, 0, 1_000_000 / CHANGES_PER_SECOND, TimeUnit.MICROSECONDS);
            churn = next;
        }
    }

    private void change() {
        CredentialLifecycle live = keystile.credentials(Environment.LIVE);
        int at = changes++ % changing.size();
        if (changes % 2 == 0) {
            live.rotate(changing.get(at), Duration.ofSeconds(1));
        } else {
            live.revoke(changing.get(at));
            changing.set(
                    at,
                    live.issue(NewCredential.principal("prn_n" + changes, "org_" + at % 100)
                                    .access(Access.only("mandates:read")))
                            .credential()
                            .id());
        }
    }

    /** The same few bytes for everyone. */
    public static final class Mandate extends HttpServlet {
        private static final long serialVersionUID = 1L;
        private static final byte[] BODY = "{\"id\":\"42\"}".getBytes(StandardCharsets.US_ASCII);

        /** As containers make it. */
        public Mandate() {}

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setContentType("application/json");
            response.setContentLength(BODY.length);
            response.getOutputStream().write(BODY);
        }
    }
}
