package io.keystile.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keystile.ConfigurationException;
import io.keystile.Keystile;
import io.keystile.credential.Access;
import io.keystile.key.Environment;
import io.keystile.key.KeyFormat;
import io.keystile.lifecycle.NewCredential;
import io.keystile.net.ClientAddress;
import io.keystile.oauth.EndpointRoutes;
import io.keystile.oauth.JwtAccessTokens;
import io.keystile.oauth.SigningKeys;
import io.keystile.oauth.TokenAlgorithm;
import io.keystile.oauth.TokenEndpoint;
import io.keystile.policy.AccessPolicy;
import io.keystile.store.InMemoryCredentialStore;
import io.keystile.testkit.RawAnswer;
import io.keystile.testkit.RawHttp;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The token endpoint beside an application's resources: how it gets there, and what else the runtime does with forms. */
class TokenFeatureTest {
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";

    private final JwtAccessTokens tokens = JwtAccessTokens.builder(SigningKeys.madeForThisProcess(TokenAlgorithm.ES256))
            .issuer("https://auth.example")
            .audience("https://api.example")
            .build();

    private Keystile keystile(AccessPolicy policy) {
        return Keystile.builder()
                .keys(KeyFormat.withPrefix("dd"))
                .policy(policy)
                .store(Environment.LIVE, new InMemoryCredentialStore())
                .clientAddress(ClientAddress.peer())
                .accessTokens(tokens)
                .build();
    }

    private TokenFeature feature(Keystile keystile) {
        return new TokenFeature(
                EndpointRoutes.of(TokenEndpoint.builder(keystile, tokens).build())
                        .tokenAt("/api/token")
                        .withoutKeySet());
    }

    private static AccessPolicy.Builder policy() {
        return AccessPolicy.builder().guard("/api").open("/api/form").scope("/api/items", "items");
    }

    private static String secret(Keystile keystile) {
        return keystile.credentials(Environment.LIVE)
                .issue(NewCredential.principal("prn_1", "cli_1").access(Access.only("items")))
                .key()
                .reveal();
    }

    private static RawAnswer post(RestServer server, String path, String body) {
        return RawHttp.ask(server.port(), "POST " + path, List.of(FORM, "Content-Length: " + body.length()), body);
    }

    @Test
    void endpoint_belowTheApplicationsPath_isServedAheadOfItsResources() {
        Keystile keystile = keystile(policy().open("/api/token").build());
        String form = "grant_type=client_credentials&client_id=prn_1&client_secret=" + secret(keystile);
        try (RestServer server =
                RestServer.start(KeystileFeature.inServlet(keystile, "/api"), feature(keystile), Forms.class)) {
            assertThat(post(server, "/api/token", form).status()).isEqualTo(200);
            assertThat(post(server, "/api/token/", form).status()).isEqualTo(404);
            assertThat(post(server, "/api/form", "word=here").body()).isEqualTo("here");
        }
    }

    @Test
    void policyThatGuardsIt_stopsTheStart() {
        Keystile keystile = keystile(policy().build());

        assertThatThrownBy(() -> RestServer.start(
                                KeystileFeature.inServlet(keystile, "/api"), feature(keystile), Forms.class)
                        .close())
                .hasRootCauseInstanceOf(ConfigurationException.class)
                .rootCause()
                .hasMessageContaining("/api/token: guarded by the policy");
    }

    @Test
    void withoutTheDecision_nothingIsServed() {
        Keystile keystile = keystile(policy().open("/api/token").build());
        String form = "grant_type=client_credentials&client_id=prn_1&client_secret=" + secret(keystile);
        try (RestServer server = RestServer.start(feature(keystile), Forms.class)) {
            assertThat(post(server, "/api/token", form).status()).isEqualTo(500);
        }
    }

    /** Takes forms of its own. */
    @Path("form")
    public static final class Forms {
        /** Made by the runtime. */
        public Forms() {}

        /** Says the word. */
        @POST
        @Consumes("application/x-www-form-urlencoded")
        public String post(@FormParam("word") String word) {
            return word;
        }
    }
}
