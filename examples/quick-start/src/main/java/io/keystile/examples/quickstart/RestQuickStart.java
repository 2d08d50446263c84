package io.keystile.examples.quickstart;

import io.keystile.Keystile;
import io.keystile.authn.AuditLog;
import io.keystile.credential.Access;
import io.keystile.jaxrs.KeystileFeature;
import io.keystile.jaxrs.RequestCaller;
import io.keystile.jaxrs.RequiresScope;
import io.keystile.key.Environment;
import io.keystile.key.KeyFormat;
import io.keystile.lifecycle.IssuedKey;
import io.keystile.lifecycle.NewCredential;
import io.keystile.net.ClientAddress;
import io.keystile.policy.AccessPolicy;
import io.keystile.store.InMemoryCredentialStore;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.net.URI;
import org.glassfish.jersey.grizzly2.httpserver.GrizzlyHttpServerFactory;
import org.glassfish.jersey.server.ResourceConfig;

/** One resource, one key. */
public final class RestQuickStart {
    private RestQuickStart() {}

    /** Starts it. */
    public static void main(String[] args) {
        Keystile keystile = Keystile.builder()
                .keys(KeyFormat.withPrefix("acme"))
                .policy(AccessPolicy.builder()
                        .guard("/api")
                        .scope("/api/invoices", "invoices:read")
                        .build())
                .store(Environment.LIVE, new InMemoryCredentialStore())
                .clientAddress(ClientAddress.peer())
                .listener(new AuditLog())
                .build();

        IssuedKey first = keystile.credentials(Environment.LIVE)
                .issue(NewCredential.principal("prn_1", "org_1").access(Access.only("invoices:read")));
        System.out.println("shown once: " + first.key().reveal());

        ResourceConfig app = new ResourceConfig(Invoices.class).register(KeystileFeature.onGrizzly(keystile, "/api"));
        GrizzlyHttpServerFactory.createHttpServer(URI.create("http://localhost:8080/api/"), app);
    }

    /** For callers with {@code invoices:read}; to delete one takes {@code invoices:write} too. */
    @Path("invoices")
    @Produces("text/plain")
    public static final class Invoices {
        /** Made by the runtime. */
        public Invoices() {}

        @GET
        public String list(@BeanParam RequestCaller caller) {
            return "the invoices of " + caller.get().tenant() + "\n";
        }

        @DELETE
        @Path("{id}")
        @RequiresScope("invoices:write")
        public String delete(@BeanParam RequestCaller caller) {
            return "deleted for " + caller.get().tenant() + "\n";
        }
    }
}
