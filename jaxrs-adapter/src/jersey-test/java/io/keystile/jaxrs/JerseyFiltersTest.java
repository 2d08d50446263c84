package io.keystile.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.testkit.RawAnswer;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.glassfish.jersey.server.filter.HttpMethodOverrideFilter;
import org.glassfish.jersey.server.filter.UriConnegFilter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Jersey's own filters that rewrite. */
class JerseyFiltersTest {
    private final Service service = Service.with(policy -> policy.scope("/api/items", "items"));
    private final RestServer server = RestServer.start(
            service.feature(),
            new HttpMethodOverrideFilter(),
            new UriConnegFilter(Map.of("txt", MediaType.TEXT_PLAIN_TYPE), Map.of()),
            Items.class);

    @AfterEach
    void stop() {
        server.close();
    }

    private void assertForbidden(RawAnswer answer) {
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.uniform())
                .isEqualTo(server.get("/api/items", service.key("other")).uniform());
    }

    @Test
    void plainRequests_run() {
        assertThat(server.get("/api/items", service.key("items")).body()).isEqualTo("list");
        assertThat(server.ask("POST /api/items", service.key("items")).body()).isEqualTo("add");
    }

    @Test
    void methodOverride_byHeaderOrQuery_isForbidden() {
        assertForbidden(server.ask("POST /api/items", service.key("items"), "X-HTTP-Method-Override: DELETE"));
        assertForbidden(server.ask("POST /api/items?_method=DELETE", service.key("items")));
        assertThat(server.ask("POST /api/items?_method=DELETE").status()).isEqualTo(401);
    }

    @Test
    void suffixTakenOffThePath_isForbidden() {
        assertForbidden(server.get("/api/items/list.txt", service.key("items")));
    }

    /** Says what runs. */
    @Path("items")
    public static final class Items {
        /** Made by the runtime. */
        public Items() {}

        /** Safe. */
        @GET
        public String list() {
            return "list";
        }

        /** With a suffix that is taken off. */
        @GET
        @Path("list")
        public String alias() {
            return "alias";
        }

        /** Unsafe. */
        @POST
        public String add() {
            return "add";
        }

        /** Unsafe. */
        @DELETE
        public String drop() {
            return "drop";
        }
    }
}
