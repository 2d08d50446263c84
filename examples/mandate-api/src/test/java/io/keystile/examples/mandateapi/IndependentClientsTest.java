package io.keystile.examples.mandateapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.TokenIntrospectionResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.as.AuthorizationServerMetadata;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Clients and resource servers that know the standards and nothing of us: Nimbus's OAuth 2.0 SDK gets tokens and uses them,
 * jose4j, which shares no code with what made them, checks them by the published keys alone.
 */
class IndependentClientsTest {
    @TempDir
    static Path folder;

    private static Service service;
    private static JsonNode principal;

    @BeforeAll
    static void start() {
        service = Service.start();
        principal = service.principal(Service.key(service.client("live", "")), ",\"scopes\":\"agents\"");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static ClientAuthentication client(String how, JsonNode issued) {
        ClientID id = new ClientID(Service.owner(issued));
        Secret secret = new Secret(Service.key(issued));
        return how.equals("basic") ? new ClientSecretBasic(id, secret) : new ClientSecretPost(id, secret);
    }

    private static AuthorizationServerMetadata metadata() throws GeneralException, IOException {
        return AuthorizationServerMetadata.resolve(new Issuer(service.server.origin()));
    }

    private static TokenResponse ask(AuthorizationServerMetadata server, ClientAuthentication client, Scope scope)
            throws GeneralException, IOException {
        TokenRequest request = new TokenRequest.Builder(
                        server.getTokenEndpointURI(), client, new ClientCredentialsGrant())
                .scope(scope)
                .build();
        return TokenResponse.parse(request.toHTTPRequest().send());
    }

    private static HTTPResponse use(BearerAccessToken token, String path) throws IOException {
        HTTPRequest request =
                new HTTPRequest(HTTPRequest.Method.GET, URI.create(service.server.origin() + "/api/v1" + path));
        request.setAuthorization(token.toAuthorizationHeader());
        return request.send();
    }

    @ParameterizedTest
    @ValueSource(strings = {"basic", "post"})
    void nimbusSdk_findsTheServer_getsAToken_andUsesIt(String how) throws Exception {
        AuthorizationServerMetadata server = metadata();
        assertThat(server.getGrantTypes()).containsExactly(ClientCredentialsGrant.GRANT_TYPE);
        assertThat(server.getTokenEndpointAuthMethods())
                .contains(client(how, principal).getMethod());

        TokenResponse response = ask(server, client(how, principal), new Scope("agents"));

        assertThat(response.indicatesSuccess()).isTrue();
        BearerAccessToken token = response.toSuccessResponse().getTokens().getBearerAccessToken();
        assertThat(token.getLifetime()).isEqualTo(3600);
        assertThat(token.getScope()).isEqualTo(new Scope("agents"));
        assertThat(use(token, "/agents").getStatusCode()).isEqualTo(200);
        assertThat(use(token, "/mandates").getStatusCode()).isEqualTo(403);
    }

    @Test
    void nimbusSdk_readsOurErrors() throws Exception {
        ClientAuthentication wrong = new ClientSecretBasic(new ClientID("prn_nobody"), new Secret("wrong"));

        TokenResponse unknown = ask(metadata(), wrong, new Scope("agents"));
        TokenResponse tooMuch = ask(metadata(), client("basic", principal), new Scope("mandates"));

        assertThat(unknown.toErrorResponse().getErrorObject().getCode()).isEqualTo("invalid_client");
        assertThat(unknown.toErrorResponse().getErrorObject().getHTTPStatusCode())
                .isEqualTo(401);
        assertThat(tooMuch.toErrorResponse().getErrorObject().getCode()).isEqualTo("invalid_scope");
    }

    @Test
    void nimbusSdk_introspectsItsOwnToken_andNobodyElses() throws Exception {
        JsonNode other = service.principal(Service.key(service.client("live", "")), "");
        BearerAccessToken token = new BearerAccessToken(service.token(principal));

        TokenIntrospectionResponse own = introspect(principal, token);
        TokenIntrospectionResponse others = introspect(other, token);

        assertThat(own.toSuccessResponse().isActive()).isTrue();
        assertThat(own.toSuccessResponse().getSubject().getValue()).isEqualTo(Service.owner(principal));
        assertThat(own.toSuccessResponse().getScope()).isEqualTo(new Scope("agents"));
        assertThat(others.toSuccessResponse().isActive()).isFalse();
        assertThat(others.toSuccessResponse().getSubject()).isNull();
    }

    private static TokenIntrospectionResponse introspect(JsonNode asker, BearerAccessToken token)
            throws GeneralException, IOException {
        URI endpoint = metadata().getIntrospectionEndpointURI();
        return TokenIntrospectionResponse.parse(new TokenIntrospectionRequest(endpoint, client("basic", asker), token)
                .toHTTPRequest()
                .send());
    }

    @Test
    void sandbox_isAnIssuerOfItsOwn() throws Exception {
        JsonNode sandbox = service.principal(Service.key(service.client("sandbox", "")), "");
        String origin = service.server.origin();
        // Where RFC 8414 §3.1 has it; the SDK by itself looks behind the issuer's path alone.
        URI document = URI.create(origin + "/.well-known/oauth-authorization-server/sandbox");
        AuthorizationServerMetadata server = AuthorizationServerMetadata.parse(
                new HTTPRequest(HTTPRequest.Method.GET, document).send().getBody());
        assertThat(server.getIssuer()).isEqualTo(new Issuer(origin + "/sandbox"));
        String token = ask(server, client("post", sandbox), new Scope("agents"))
                .toSuccessResponse()
                .getTokens()
                .getAccessToken()
                .getValue();

        JwtClaims claims = resourceServer(service, origin + "/sandbox", "ES256").processToClaims(token);
        assertThat(claims.getStringClaimValue("env")).isEqualTo("sandbox");
        assertThatThrownBy(() -> resourceServer(service, origin, "ES256").processToClaims(token))
                .isInstanceOf(InvalidJwtException.class);
    }

    @ParameterizedTest
    @CsvSource({"ES256,ES256", "RS256,RS256", "EdDSA,EdDSA"})
    void jose4j_checksOurTokens_byTheirKeySetsAddressAlone(String keys, String algorithm) throws Exception {
        Path file = TokenKeyFile.write(folder.resolve(keys + ".jwks"), TokenKeyFile.Pair.of(keys));
        String issuer = "https://auth.example";
        try (Service server = Service.start("--token-keys=" + file, "--issuer=" + issuer, "--token-ttl=5m")) {
            JsonNode issued = server.principal(Service.key(server.client("live", "")), ",\"scopes\":\"agents,cases\"");
            String token = server.token(issued);

            JwtClaims claims = resourceServer(server, issuer, algorithm).processToClaims(token);

            assertThat(claims.getSubject()).isEqualTo(Service.owner(issued));
            assertThat(claims.getStringClaimValue("scope")).isEqualTo("agents cases");
            assertThat(claims.getExpirationTime().getValue()
                            - claims.getIssuedAt().getValue())
                    .isEqualTo(300);
            String forged =
                    token.substring(0, token.lastIndexOf('.') - 2) + "AA" + token.substring(token.lastIndexOf('.'));
            assertThatThrownBy(() -> resourceServer(server, issuer, algorithm).processToClaims(forged))
                    .isInstanceOf(InvalidJwtException.class);
            assertThat(server.byToken(token, "GET", "/api/v1/agents", null).status())
                    .isEqualTo(200);
        }
    }

    /** What RFC 9068 §4 asks of a resource server, and no more. */
    private static JwtConsumer resourceServer(Service server, String issuer, String algorithm) {
        HttpsJwks keys = new HttpsJwks(server.server.origin() + "/.well-known/jwks.json");
        String audience = issuer.endsWith("/sandbox")
                ? issuer.substring(0, issuer.length() - "sandbox".length()) + "api/sandbox"
                : issuer + "/api";
        return new JwtConsumerBuilder()
                .setVerificationKeyResolver(new HttpsJwksVerificationKeyResolver(keys))
                .setJwsAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, algorithm))
                .setExpectedType(true, "at+jwt")
                .setExpectedIssuer(issuer)
                .setExpectedAudience(audience)
                .setRequireExpirationTime()
                .setRequireIssuedAt()
                .setRequireSubject()
                .setRequireJwtId()
                .build();
    }
}
