package io.keystile.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.authn.Reason;
import io.keystile.testkit.RawAnswer;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Filters that rewrite what was judged, each as its like in runtimes and applications does. */
class ReroutingTest {
    private static final AtomicInteger RUNS = new AtomicInteger();

    private final Service service = Service.ofItems();
    private final RestServer server =
            RestServer.start(service.feature(), new Rewriting(), Items.class, Health.class, Admin.class);

    @BeforeEach
    void count() {
        RUNS.set(0);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void withoutRewriting_runs() {
        assertThat(server.get("/api/items", service.key("items")).body()).isEqualTo("list");
        assertThat(server.get("/api/health").body()).isEqualTo("well");
        assertThat(server.get("/api/admin/parts", Service.OPERATOR).body()).isEqualTo("part");
    }

    @Test
    void methodOverridden_ofAGrantedRequest_isForbidden() {
        RawAnswer answer = server.ask("POST /api/items", service.key("items"), "X-HTTP-Method-Override: GET");

        assertRefused(403, answer);
        assertThat(answer.uniform())
                .isEqualTo(server.get("/api/items", service.key("other")).uniform());
        assertThat(service.reasonOf(answer)).isEqualTo(Reason.AMBIGUOUS_ROUTE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/admin/parts", "/api/items", "/api/nowhere"})
    void openRequest_rewrittenToAnything_isUnauthenticated(String target) {
        RawAnswer answer = server.get("/api/health", "X-Rewrite: " + target);

        assertRefused(401, answer);
        assertThat(answer.uniform()).isEqualTo(server.get("/api/items").uniform());
    }

    @Test
    void openRequest_rewrittenWithAGoodKey_isForbidden() {
        assertRefused(403, server.get("/api/health", "X-Rewrite: /api/items", service.key("items")));
    }

    @Test
    void openMethod_overridden_isUnauthenticated() {
        assertRefused(401, server.get("/api/health", "X-HTTP-Method-Override: POST"));
        assertRefused(401, server.get("/api/health", "X-HTTP-Method-Override: DELETE"));
    }

    @Test
    void grantedRequest_rewrittenToALocator_doesNotRunIt() {
        assertRefused(403, server.get("/api/items", service.key("items"), "X-Rewrite: /api/admin/parts"));
    }

    @Test
    void grantedRequest_rewrittenToNowhere_isForbidden() {
        assertRefused(403, server.get("/api/items", service.key("items"), "X-Rewrite: /api/nowhere"));
    }

    @Test
    void baseRewritten_soThatAnotherResourceIsMatched_isRefused() {
        assertRefused(403, server.get("/api/items/admin/parts", service.key("items"), "X-Rebase: /api/items/"));
    }

    @Test
    void queryRewritten_isForbidden() {
        assertRefused(403, server.get("/api/items?a=b", service.key("items"), "X-Rewrite: /api/items?a=c"));
        assertThat(server.get("/api/items?a=b", service.key("items")).status()).isEqualTo(200);
    }

    @Test
    void rewrittenInTheLastPlaceOfAll_isRefused() {
        try (RestServer late = RestServer.start(new LateRewriting(), service.feature(), Items.class, Health.class)) {
            assertRefused(401, late.get("/api/health", "X-Rewrite: /api/items"));
            assertRefused(403, late.get("/api/health", "X-Rewrite: /api/items", service.key("items")));
        }
        try (RestServer late = RestServer.start(service.feature(), new LateRewriting(), Items.class, Health.class)) {
            assertRefused(401, late.get("/api/health", "X-Rewrite: /api/items"));
        }
    }

    @Test
    void rewrittenAheadOfTheDecision_isRefused() {
        try (RestServer early = RestServer.start(new EarlyRewriting(), service.feature(), Items.class, Health.class)) {
            assertRefused(401, early.get("/api/health", "X-Rewrite: /api/items"));
            assertRefused(403, early.get("/api/health", "X-Rewrite: /api/items", service.key("items")));
            assertRefused(401, early.get("/api/health", "X-HTTP-Method-Override: POST"));
        }
    }

    @Test
    void suffixTakenOff_isForbidden() {
        String key = service.key("items");

        assertThat(server.get("/api/items/7", key).status()).isEqualTo(404);
        assertRefused(403, server.get("/api/items/7", key, "X-Rewrite: /api/items"));
    }

    private static void assertRefused(int status, RawAnswer answer) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(RUNS).hasValue(0);
    }

    /** As a caller asks for it. */
    @PreMatching
    static final class Rewriting implements ContainerRequestFilter {
        @Override
        public void filter(ContainerRequestContext request) {
            String method = request.getHeaderString("X-HTTP-Method-Override");
            if (method != null) {
                request.setMethod(method);
            }
            String target = request.getHeaderString("X-Rewrite");
            if (target != null) {
                request.setRequestUri(request.getUriInfo().getBaseUri().resolve(target));
            }
            String base = request.getHeaderString("X-Rebase");
            if (base != null) {
                URI before = request.getUriInfo().getBaseUri();
                request.setRequestUri(before.resolve(base), request.getUriInfo().getRequestUri());
            }
        }
    }

    /** Where the feature's own last filter stands too. */
    static final class LateRewriting implements Feature {
        @Override
        public boolean configure(FeatureContext context) {
            context.register(new Rewriting(), Integer.MAX_VALUE);
            return true;
        }
    }

    /** Before the feature decides. */
    static final class EarlyRewriting implements Feature {
        @Override
        public boolean configure(FeatureContext context) {
            context.register(new Rewriting(), 1);
            return true;
        }
    }

    /** Guarded by a scope. */
    @Path("items")
    public static final class Items {
        /** Made by the runtime. */
        public Items() {}

        /** Counts. */
        @GET
        public String list() {
            RUNS.incrementAndGet();
            return "list";
        }
    }

    /** Open for GET. */
    @Path("health")
    public static final class Health {
        /** Made by the runtime. */
        public Health() {}

        /** Open. */
        @GET
        public String well() {
            RUNS.incrementAndGet();
            return "well";
        }

        /** Not open. */
        @POST
        public String reset() {
            RUNS.incrementAndGet();
            return "reset";
        }
    }

    /** For operators. */
    @Path("admin")
    public static final class Admin {
        /** Made by the runtime. */
        public Admin() {}

        /** A locator counts too. */
        @Path("parts")
        public Part parts() {
            RUNS.incrementAndGet();
            return new Part();
        }
    }

    /** A sub-resource. */
    public static final class Part {
        private Part() {}

        /** One. */
        @GET
        public String part() {
            return "part";
        }
    }
}
