package io.keystile.examples.quickstart;

import io.keystile.Keystile;
import io.keystile.authn.AuditLog;
import io.keystile.authn.Caller;
import io.keystile.credential.Access;
import io.keystile.key.Environment;
import io.keystile.key.KeyFormat;
import io.keystile.lifecycle.IssuedKey;
import io.keystile.lifecycle.NewCredential;
import io.keystile.net.ClientAddress;
import io.keystile.policy.AccessPolicy;
import io.keystile.servlet.KeystileFilter;
import io.keystile.store.InMemoryCredentialStore;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;

/** One endpoint, one key. */
public final class QuickStart {
    private QuickStart() {}

    /** Starts it. */
    public static void main(String[] args) throws Exception {
        Keystile keystile = Keystile.builder()
                .keys(KeyFormat.withPrefix("acme"))
                .policy(AccessPolicy.builder()
                        .guard("/api")
                        .open("GET", "/api/health$")
                        .scope("/api/invoices", "invoices:read")
                        .build())
                .store(Environment.LIVE, new InMemoryCredentialStore())
                .clientAddress(ClientAddress.peer())
                .listener(new AuditLog())
                .build();

        IssuedKey first = keystile.credentials(Environment.LIVE)
                .issue(NewCredential.principal("prn_1", "org_1").access(Access.only("invoices:read")));
        System.out.println("shown once: " + first.key().reveal());

        ServletContextHandler app = new ServletContextHandler("/");
        app.addFilter(new FilterHolder(new KeystileFilter(keystile)), "/api/*", EnumSet.allOf(DispatcherType.class));
        app.addServlet(Invoices.class, "/api/invoices/*");
        Server server = new Server(8080);
        server.setHandler(app);
        server.start();
        server.join();
    }

    /** Runs for callers with {@code invoices:read} alone. */
    public static final class Invoices extends HttpServlet {
        private static final long serialVersionUID = 1L;

        /** As containers make it. */
        public Invoices() {}

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            Caller caller = (Caller) request.getAttribute(KeystileFilter.CALLER);
            response.setContentType("text/plain");
            response.getWriter().println("the invoices of " + caller.tenant());
        }
    }
}
