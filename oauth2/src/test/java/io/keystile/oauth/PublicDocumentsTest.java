package io.keystile.oauth;

import static io.keystile.oauth.OAuthFixture.headers;
import static io.keystile.oauth.OAuthFixture.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.keystile.http.Answer;
import io.keystile.key.Environment;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What everyone may read: the key set (RFC 7517) and the metadata (RFC 8414). */
final class PublicDocumentsTest {
    private static final EndpointUris URIS = new EndpointUris(
            URI.create("https://auth.example/oauth/token"),
            URI.create("https://auth.example/.well-known/jwks.json"),
            URI.create("https://auth.example/oauth/introspect"));

    private final OAuthFixture service = OAuthFixture.withEndpoint(
            SigningKeys.madeForThisProcess(TokenAlgorithm.ES256),
            settings -> settings.reachedAt(URIS).maxAge(Duration.ofMinutes(10)));

    @AfterEach
    void close() {
        service.close();
    }

    private static TestRequest get() {
        return TestRequest.of("GET", "/.well-known/jwks.json");
    }

    @Test
    void keySet_holdsPublicHalvesAlone_andChecksTokens() throws Exception {
        Answer answer = service.endpoint.keySet(get());
        JWKSet keys = JWKSet.parse(OAuthFixture.text(answer));

        assertThat(headers(answer, "Content-Type")).containsExactly("application/jwk-set+json");
        assertThat(headers(answer, "Cache-Control")).containsExactly("public, max-age=600");
        assertThat(keys.getKeys()).hasSize(2).noneMatch(JWK::isPrivate);
        SignedJWT token = SignedJWT.parse(service.token(service.issue()));
        JWK key = Objects.requireNonNull(keys.getKeyByKeyId(token.getHeader().getKeyID()));
        assertThat(key.getKeyUse().identifier()).isEqualTo("sig");
        assertThat(key.getAlgorithm().getName()).isEqualTo("ES256");
        assertThat(key.computeThumbprint().toString()).isEqualTo(key.getKeyID());
        assertThat(token.verify(new ECDSAVerifier(key.toECKey()))).isTrue();
        assertThat(OAuthFixture.text(answer)).doesNotContain("\"d\"", "\"env\"");
    }

    @Test
    void keySetThatIsKnown_isNotModified() {
        String tag = headers(service.endpoint.keySet(get()), "ETag").get(0);
        for (String known : List.of(tag, "W/" + tag, "\"a\", " + tag, "*")) {
            Answer answer = service.endpoint.keySet(get().with("If-None-Match", known));
            assertThat(answer.status()).as(known).isEqualTo(304);
            assertThat(answer.body()).isEmpty();
            assertThat(headers(answer, "ETag")).containsExactly(tag);
        }
        assertThat(service.endpoint
                        .keySet(get().with("If-None-Match", "\"other\""))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void metadata_saysWhatThereIs_forEachIssuer() {
        Answer live = service.endpoint.metadata(Environment.LIVE);

        assertThat(json(live))
                .containsEntry("issuer", "https://auth.example")
                .containsEntry("token_endpoint", "https://auth.example/oauth/token")
                .containsEntry("jwks_uri", "https://auth.example/.well-known/jwks.json")
                .containsEntry("introspection_endpoint", "https://auth.example/oauth/introspect")
                .containsEntry("grant_types_supported", List.of("client_credentials"))
                .containsEntry("response_types_supported", List.of())
                .containsEntry(
                        "token_endpoint_auth_methods_supported", List.of("client_secret_basic", "client_secret_post"));
        assertThat(json(service.endpoint.metadata(Environment.SANDBOX)))
                .containsEntry("issuer", "https://auth.example/sandbox");
        assertThat(service.endpoint.metadataPath(Environment.LIVE))
                .isEqualTo("/.well-known/oauth-authorization-server");
        assertThat(service.endpoint.metadataPath(Environment.SANDBOX))
                .isEqualTo("/.well-known/oauth-authorization-server/sandbox");
    }

    @Test
    void metadata_withoutAddresses_isAMisuse() {
        TokenEndpoint bare =
                TokenEndpoint.builder(service.keystile, service.tokens).build();
        assertThatThrownBy(() -> bare.metadata(Environment.LIVE)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new EndpointUris(URI.create("/oauth/token"), URI.create("https://x/y"), null))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
