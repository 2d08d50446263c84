package io.keystile.benchmarks;

import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import io.keystile.Keystile;
import io.keystile.credential.Access;
import io.keystile.credential.Plane;
import io.keystile.http.Answer;
import io.keystile.key.Environment;
import io.keystile.key.KeyFormat;
import io.keystile.lifecycle.IssuedKey;
import io.keystile.lifecycle.NewCredential;
import io.keystile.net.ClientAddress;
import io.keystile.oauth.JwtAccessTokens;
import io.keystile.oauth.SigningKeys;
import io.keystile.oauth.TokenAlgorithm;
import io.keystile.oauth.TokenEndpoint;
import io.keystile.policy.AccessPolicy;
import io.keystile.request.Place;
import io.keystile.store.Freshness;
import io.keystile.store.InMemoryCredentialStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;

/** Keys over a store that is not local and wholly cached, and a token of each. */
final class IssuedTokens implements AutoCloseable {
    static final String ISSUER = "https://auth.example";
    static final String AUDIENCE = "https://api.example";

    final HeaderRequest post = HeaderRequest.form("/oauth/token");
    final HeaderRequest[] byKey;
    final String[] tokens;
    final byte[][] forms;
    final Keystile keystile;
    final TokenEndpoint endpoint;
    private final InMemoryCredentialStore memory = new InMemoryCredentialStore();
    private final SigningKeys signing;
    private final List<Keystile> running = new ArrayList<>();

    IssuedTokens(TokenAlgorithm algorithm, int keys) {
        signing = SigningKeys.madeForThisProcess(algorithm);
        JwtAccessTokens rules = rules(ISSUER, AUDIENCE, 1_000_000);
        keystile = taking(rules, 1_000_000);
        endpoint = TokenEndpoint.builder(keystile, rules).build();
        byKey = new HeaderRequest[keys];
        tokens = new String[keys];
        forms = new byte[keys][];
        for (int i = 0; i < keys; i++) {
            IssuedKey issued = issued(i, "mandates:read", "mandates:write");
            byKey[i] = HeaderRequest.key(Population.TARGET, issued.key().reveal());
            forms[i] = form(i, issued);
            tokens[i] = minted(endpoint, forms[i]);
        }
    }

    /** Another node over the same store and keys, that keeps fewer of the tokens that it has seen, or checks fewer. */
    Keystile node(int cachedTokens, int checksPerSecond) {
        return taking(rules(ISSUER, AUDIENCE, cachedTokens), checksPerSecond);
    }

    /** The public keys that tokens are signed by, as the service publishes them. */
    byte[] keySet() {
        return endpoint.keySet(new HeaderRequest("GET", "/jwks", "", List.of())).body();
    }

    /** A token that is for another service. */
    String ofAnotherAudience() {
        return ofAnother(ISSUER, "https://other.example");
    }

    /** A token that another service says to have made. */
    String ofAnotherIssuer() {
        return ofAnother("https://other.example", AUDIENCE);
    }

    private String ofAnother(String issuer, String audience) {
        JwtAccessTokens rules = rules(issuer, audience, 100);
        return minted(TokenEndpoint.builder(taking(rules, 1_000), rules).build(), forms[0]);
    }

    /** A token that may do something else. */
    String ofAnotherScope() {
        return minted(endpoint, form(tokens.length, issued(tokens.length, "payments:read")));
    }

    /** A token with another signature of the right length, never the same twice. */
    static String forged(String token) {
        int signed = token.lastIndexOf('.') + 1;
        byte[] signature = new Base64URL(token.substring(signed)).decode();
        ThreadLocalRandom.current().nextBytes(signature);
        signature[0] = 0;
        return token.substring(0, signed) + Base64URL.encode(signature);
    }

    private IssuedKey issued(int number, String... scopes) {
        return keystile.credentials(Environment.LIVE)
                .issue(NewCredential.principal("prn_" + number, "cli_" + number % 1_000)
                        .access(Access.only(scopes)));
    }

    private static byte[] form(int number, IssuedKey issued) {
        return ("grant_type=client_credentials&client_id=prn_" + number + "&client_secret="
                        + issued.key().reveal())
                .getBytes(StandardCharsets.US_ASCII);
    }

    private String minted(TokenEndpoint by, byte[] form) {
        try {
            Answer answer = by.token(post, new ByteArrayInputStream(form));
            Expected.that(answer.status() == 200, "no token is made, but " + answer.status());
            return Objects.requireNonNull(JSONObjectUtils.getString(
                    JSONObjectUtils.parse(new String(answer.body(), StandardCharsets.UTF_8)), "access_token"));
        } catch (IOException | ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private JwtAccessTokens rules(String issuer, String audience, int cached) {
        return JwtAccessTokens.builder(signing)
                .issuer(issuer)
                .audience(audience)
                .timeToLive(Duration.ofHours(2))
                .cachedTokens(cached)
                .build();
    }

    private Keystile taking(JwtAccessTokens rules, int checksPerSecond) {
        Keystile node = Keystile.builder()
                .keys(KeyFormat.withPrefix("acme"))
                .policy(AccessPolicy.builder()
                        .guard("/api")
                        .open("/oauth")
                        .places(Plane.PRINCIPAL, Place.header("X-API-Key"), Place.scheme("Bearer"))
                        .scope("/api/v1/mandates", "mandates:read")
                        .scope("/api/v1/payments", "payments:read")
                        .build())
                .store(Environment.LIVE, new FarStore(memory))
                .clientAddress(ClientAddress.peer())
                .freshness(Freshness.withoutOutageGrace())
                .cacheLimits(Population.NO_LIMITS)
                .accessTokens(rules)
                .tokenChecksPerSecond(checksPerSecond)
                .build();
        running.add(node);
        return node;
    }

    /** Ends all threads. */
    @Override
    public void close() {
        running.forEach(Keystile::close);
    }
}
