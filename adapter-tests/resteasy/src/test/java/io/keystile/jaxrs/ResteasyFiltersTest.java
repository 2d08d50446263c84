package io.keystile.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.testkit.RawAnswer;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.jboss.resteasy.core.AcceptHeaderByFileSuffixFilter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** RESTEasy's own filter that rewrites. */
class ResteasyFiltersTest {
    private final Service service = Service.with(policy -> policy.scope("/api/items", "items"));
    private final RestServer server = RestServer.start(service.feature(), suffixes(), Items.class);

    private static AcceptHeaderByFileSuffixFilter suffixes() {
        AcceptHeaderByFileSuffixFilter filter = new AcceptHeaderByFileSuffixFilter();
        filter.setMediaTypeMappings(Map.of("txt", MediaType.TEXT_PLAIN_TYPE));
        return filter;
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void plainRequest_runs() {
        assertThat(server.get("/api/items/list", service.key("items")).body()).isEqualTo("list");
    }

    @Test
    void suffixTakenOffThePath_isForbidden() {
        RawAnswer answer = server.get("/api/items/list.txt", service.key("items"));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.uniform())
                .isEqualTo(server.get("/api/items", service.key("other")).uniform());
    }

    /** Says what runs. */
    @Path("items")
    public static final class Items {
        /** Made by the runtime. */
        public Items() {}

        /** With a suffix that is taken off. */
        @GET
        @Path("list")
        public String list() {
            return "list";
        }
    }
}
