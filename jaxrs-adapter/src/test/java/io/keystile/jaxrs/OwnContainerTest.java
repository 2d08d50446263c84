package io.keystile.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.keystile.authn.Reason;
import io.keystile.credential.Access;
import io.keystile.key.Environment;
import io.keystile.lifecycle.NewCredential;
import io.keystile.testkit.RawAnswer;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an application brings itself: how its container is read, its sessions, its own refusals. */
class OwnContainerTest {
    private final Service service = Service.ofItems();
    private final RestServer server = RestServer.start(
            KeystileFeature.in(OwnContainerTest::received, service.keystile(), "/api/")
                    .sessions(request -> "alice".equals(request.getHeaderString("X-User"))),
            new Login(service),
            Items.class);

    @AfterEach
    void stop() {
        server.close();
    }

    private static Received received(ContainerRequestContext request) {
        String target = request.getHeaderString("X-Target");
        return new Received(
                target == null ? request.getUriInfo().getRequestUri().getRawPath() : target,
                "",
                request.getHeaderString("X-Peer"),
                false);
    }

    @Test
    void peer_isWhatTheContainerSays() {
        String key = "X-API-Key: "
                + service.keystile()
                        .credentials(Environment.LIVE)
                        .issue(NewCredential.principal("prn_1", "cli_1")
                                .access(Access.only("items"))
                                .allowAddresses("203.0.113.0/24"))
                        .key()
                        .reveal();

        assertThat(server.get("/api/items", key, "X-Peer: 203.0.113.9").status())
                .isEqualTo(200);
        assertThat(server.get("/api/items", key, "X-Peer: 192.0.2.1").status()).isEqualTo(403);
        assertThat(server.get("/api/items", key).status()).isEqualTo(403);
    }

    @Test
    void rawTarget_isWhatTheContainerSays() {
        String key = service.key("items");

        assertThat(server.get("/api/items", key, "X-Target: /api/x/../items").status())
                .isEqualTo(400);
        RawAnswer elsewhere = server.get("/api/items", key, "X-Target: /api/health");
        assertThat(elsewhere.status()).isEqualTo(403);
        assertThat(service.reasonOf(elsewhere)).isEqualTo(Reason.AMBIGUOUS_ROUTE);
    }

    @Test
    void session_isWhatTheApplicationSays() {
        assertThat(server.get("/api/both", "X-User: alice").status()).isEqualTo(200);
        assertThat(server.get("/api/both", "X-User: bob").status()).isEqualTo(401);
        assertThat(server.get("/api/items", "X-User: alice").status()).isEqualTo(401);
    }

    @Test
    void ownRefusal_isTheUniformAnswer() {
        RawAnswer own = server.get("/api/items", service.key("items"), "X-Login: wrong");

        assertThat(own.uniform()).isEqualTo(server.get("/api/items").uniform());
        assertThat(service.reasonOf(own)).isEqualTo(Reason.LOGIN_FAILED);
    }

    @Test
    void received_toldByToString_hasNoTarget() {
        assertThat(new Received("/api?key=secret", "", "192.0.2.1", true))
                .hasToString("Received[from 192.0.2.1, rewritten]");
    }

    @Test
    void applicationPathWithoutASlash_isNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeystileFeature.inServlet(service.keystile(), "api"))
                .withMessageContaining("applicationPath")
                .withMessageContaining("\"api\"");
    }

    /** A filter of the application's, behind the feature. */
    static final class Login implements ContainerRequestFilter {
        private final OwnRefusals refusals;

        private Login(Service service) {
            refusals = new OwnRefusals(service.keystile());
        }

        @Override
        public void filter(ContainerRequestContext request) {
            if (request.getHeaderString("X-Login") != null) {
                request.abortWith(refusals.answer(Reason.LOGIN_FAILED, request));
            }
        }
    }

    /** Says that it ran. */
    @Path("{any}")
    public static final class Items {
        /** Made by the runtime. */
        public Items() {}

        /** One. */
        @GET
        public String one() {
            return "one";
        }
    }
}
