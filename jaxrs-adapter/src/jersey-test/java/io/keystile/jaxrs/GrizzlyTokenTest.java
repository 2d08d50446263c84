package io.keystile.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.net.URI;
import java.util.List;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.jersey.grizzly2.httpserver.GrizzlyHttpServerFactory;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The token endpoint on Grizzly's own server. */
class GrizzlyTokenTest {
    private final JwtAccessTokens tokens = JwtAccessTokens.builder(SigningKeys.madeForThisProcess(TokenAlgorithm.ES256))
            .issuer("https://auth.example")
            .audience("https://api.example")
            .build();

    private final Keystile keystile = Keystile.builder()
            .keys(KeyFormat.withPrefix("dd"))
            .policy(AccessPolicy.builder()
                    .guard("/api")
                    .scope("/api/items", "items")
                    .build())
            .store(Environment.LIVE, new InMemoryCredentialStore())
            .clientAddress(ClientAddress.peer())
            .accessTokens(tokens)
            .build();

    private final HttpServer grizzly = GrizzlyHttpServerFactory.createHttpServer(
            URI.create("http://127.0.0.1:0/"),
            new ResourceConfig()
                    .register(KeystileFeature.onGrizzly(keystile, ""))
                    .register(new TokenFeature(EndpointRoutes.of(
                            TokenEndpoint.builder(keystile, tokens).build()))));

    @AfterEach
    void stop() {
        grizzly.shutdownNow();
        keystile.close();
    }

    private RawAnswer post(String path, String allowed) {
        String secret = keystile.credentials(Environment.LIVE)
                .issue(NewCredential.principal("prn_1", "cli_1")
                        .access(Access.only("items"))
                        .allowAddresses(allowed))
                .key()
                .reveal();
        String body = "grant_type=client_credentials&client_id=prn_1&client_secret=" + secret;
        int port = grizzly.getListeners().iterator().next().getPort();
        return RawHttp.ask(
                port,
                "POST " + path,
                List.of("Content-Type: application/x-www-form-urlencoded", "Content-Length: " + body.length()),
                body);
    }

    @Test
    void token_isMadeFromTheRawBody() {
        assertThat(post("/oauth/token", "127.0.0.0/8").status()).isEqualTo(200);
        assertThat(post("/oauth/token", "127.0.0.0/8").body()).contains("\"access_token\"");
        assertThat(post("/oauth/token?client_id=prn_2", "127.0.0.0/8").status()).isEqualTo(200);
        assertThat(post("/oauth/token/", "127.0.0.0/8").status()).isEqualTo(404);
    }

    @Test
    void peer_isGrizzlys() {
        assertThat(post("/oauth/token", "203.0.113.0/24").status()).isEqualTo(403);
    }
}
