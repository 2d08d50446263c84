package io.keystile.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.testkit.RawAnswer;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What isn't there, and what can't be done with it, is no stranger's to learn. */
class UnmatchedTest {
    private static final List<String> UNMATCHED =
            List.of("GET /api/items/nowhere/at/all", "DELETE /api/items", "GET /api/items", "POST /api/items");
    private static final String ACCEPT = "Accept: image/png";
    private static final String CONTENT = "Content-Type: image/png";

    private final Service service = Service.ofItems();
    private final RestServer server = RestServer.start(service.feature(), Items.class);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void refused_getsOneAnswerForAllThatIsUnmatched() {
        RawAnswer wanted = server.get("/api/items", "Accept: text/plain");

        assertThat(wanted.status()).isEqualTo(401);
        for (String line : UNMATCHED) {
            assertThat(server.ask(line, ACCEPT, CONTENT).uniform()).isEqualTo(wanted.uniform());
        }
    }

    @Test
    void withoutTheScope_getsOneAnswerForAllThatIsUnmatched() {
        String other = service.key("other");
        RawAnswer wanted = server.get("/api/items", other, "Accept: text/plain");

        assertThat(wanted.status()).isEqualTo(403);
        for (String line : UNMATCHED) {
            assertThat(server.ask(line, other, ACCEPT, CONTENT).uniform()).isEqualTo(wanted.uniform());
        }
    }

    @Test
    void granted_getsTheRuntimesOwn() {
        String key = service.key("items");

        assertThat(server.get("/api/items", key).body()).isEqualTo("items");
        assertThat(server.get("/api/items/nowhere", key).status()).isEqualTo(404);
        assertThat(server.ask("DELETE /api/items", key).status()).isEqualTo(405);
        assertThat(server.get("/api/items", key, ACCEPT).status()).isEqualTo(406);
        assertThat(server.ask("POST /api/items", key, CONTENT, "Content-Length: 0")
                        .status())
                .isEqualTo(415);
    }

    /** One path, two methods. */
    @Path("items")
    public static final class Items {
        /** Made by the runtime. */
        public Items() {}

        /** Text alone. */
        @GET
        @Produces("text/plain")
        public String list() {
            return "items";
        }

        /** Text alone. */
        @POST
        @Consumes("text/plain")
        public void add(String body) {
            assertThat(body).isNotNull();
        }
    }
}
