package io.keystile.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.authn.CurrentCaller;
import io.keystile.authn.Reason;
import io.keystile.credential.Access;
import io.keystile.key.Environment;
import io.keystile.lifecycle.NewCredential;
import io.keystile.testkit.RawAnswer;
import io.keystile.testkit.RawHttp;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import java.net.URI;
import java.util.Objects;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.jersey.grizzly2.httpserver.GrizzlyHttpServerFactory;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Without a servlet container: peer, target and base are Grizzly's. */
class GrizzlyTest {
    private final Service service = Service.ofItems();
    private final HttpServer grizzly = GrizzlyHttpServerFactory.createHttpServer(
            URI.create("http://127.0.0.1:0/api/"),
            new ResourceConfig(Items.class).register(KeystileFeature.onGrizzly(service.keystile(), "/api")));

    @AfterEach
    void stop() {
        grizzly.shutdownNow();
    }

    private RawAnswer get(String target, String... headerLines) {
        int port = grizzly.getListeners().iterator().next().getPort();
        return RawHttp.ask(port, "GET " + target, headerLines);
    }

    @Test
    void goodKey_passesWithItsCaller() {
        assertThat(get("/api/items/7", service.key("items")).body()).isEqualTo("prn_1 prn_1");
        assertThat(get("/api/items/7", service.key("items")).status()).isEqualTo(200);
        assertThat(get("/api/items/later", service.key("items")).body()).isEqualTo("prn_1");
    }

    @Test
    void refused_getsTheUniformAnswers_matchedOrNot() {
        RawAnswer wanted = get("/api/items/7");

        assertThat(wanted.status()).isEqualTo(401);
        assertThat(wanted.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(get("/api/nowhere").uniform()).isEqualTo(wanted.uniform());
        assertThat(get("/api/items/7", service.key("other")).status()).isEqualTo(403);
        assertThat(get("/api/nowhere", service.key("items")).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/items/%2e%2e/admin",
                "/api/items/7;jsessionid=1",
                "/api//items/7",
                "/api/./items/7",
                "/api/items/%25",
                "/api/items/%3B"
            })
    void targetThatParsersReadDifferently_isBadWhateverTheKey(String target) {
        assertThat(get(target, service.key("items")).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/items/a%2Fb", "/api/items/%5C"})
    void encodedSlash_isGrizzlysOwnToRefuse(String target) {
        assertThat(get(target, service.key("items")).status()).isIn(400, 500);
    }

    @Test
    void peer_isGrizzlys() {
        assertThat(get("/api/items/7", keyFrom("127.0.0.0/8")).status()).isEqualTo(200);

        RawAnswer refused = get("/api/items/7", keyFrom("203.0.113.0/24"), "X-Forwarded-For: 203.0.113.9");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(service.reasonOf(refused)).isEqualTo(Reason.ADDRESS_NOT_ALLOWED);
    }

    private String keyFrom(String addresses) {
        return "X-API-Key: "
                + service.keystile()
                        .credentials(Environment.LIVE)
                        .issue(NewCredential.principal("prn_1", "cli_1")
                                .access(Access.only("items"))
                                .allowAddresses(addresses))
                        .key()
                        .reveal();
    }

    /** Says who asks. */
    @Path("items")
    public static final class Items {
        /** Made by the runtime. */
        public Items() {}

        /** By both ways. */
        @GET
        @Path("{id}")
        public String one(@BeanParam RequestCaller caller) {
            return caller.get().owner() + " "
                    + Objects.requireNonNull(CurrentCaller.get()).owner();
        }

        /** On another thread. */
        @GET
        @Path("later")
        public void later(@Suspended AsyncResponse answer, @BeanParam RequestCaller caller) {
            new Thread(() -> answer.resume(caller.get().owner())).start();
        }
    }
}
