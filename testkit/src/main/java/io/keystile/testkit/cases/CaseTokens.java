package io.keystile.testkit.cases;

import io.keystile.lifecycle.IssuedKey;
import io.keystile.testkit.RawAnswer;
import io.keystile.testkit.RawHttp;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tokens of a server: really issued ones, and those that recipes build with its key. */
final class CaseTokens {
    static final String ENDPOINT = "/oauth/token";
    static final String FORM = "Content-Type: application/x-www-form-urlencoded";
    static final List<String> ALGORITHMS = List.of("ES256", "RS256");

    private static final Set<String> COMMON =
            Set.of("iss", "sub", "client_id", "aud", "scope", "iat", "exp", "jti", "nbf");

    private final String algorithm;
    private final JwtKeys keys;
    private final CaseFixture fixture;
    private final int port;
    private final String contextPath;

    CaseTokens(String algorithm, JwtKeys keys, CaseFixture fixture, int port, String contextPath) {
        this.algorithm = algorithm;
        this.keys = keys;
        this.fixture = fixture;
        this.port = port;
        this.contextPath = contextPath;
    }

    /** A token for a principal's key, from the endpoint. */
    String issued(IssuedKey key) {
        String body = "grant_type=client_credentials&client_id="
                + key.credential().owner() + "&client_secret=" + key.key().reveal();
        RawAnswer answer = RawHttp.ask(
                port, "POST " + contextPath + ENDPOINT, List.of(FORM, "Content-Length: " + body.length()), body);
        if (answer.status() != 200) {
            throw new AssertionError("no token is issued: " + answer.statusLine());
        }
        String token =
                String.valueOf(JwtRecipes.members(Json.parse(answer.body())).get("access_token"));
        fixture.plant("an access token", token);
        return token;
    }

    /** A token of A, for the scope authorize. */
    String good() {
        return issued(fixture.issue(List.of("authorize")));
    }

    /** What a recipe makes, with the server's own key and values. */
    String built(String recipe) {
        return new JwtRecipes(facts(good()), keys).build(recipe);
    }

    /** What a recipe's last steps make of a token that was really issued. */
    static String operated(String issued, List<?> operations) {
        int first = issued.indexOf('.');
        int second = issued.lastIndexOf('.');
        return JwtSurgery.apply(
                issued.substring(0, first),
                issued.substring(first + 1, second),
                Base64.getUrlDecoder().decode(issued.substring(second + 1)),
                operations);
    }

    private JwtFacts facts(String issued) {
        Map<String, @Nullable Object> head = part(issued, 0, issued.indexOf('.'));
        Map<String, @Nullable Object> claims = part(issued, issued.indexOf('.') + 1, issued.lastIndexOf('.'));
        Map<String, Object> more = new LinkedHashMap<>();
        claims.forEach((name, value) -> {
            if (!COMMON.contains(name) && value != null) {
                more.put(name, value);
            }
        });
        return new JwtFacts(
                algorithm,
                ((BigInteger) Objects.requireNonNull(claims.get("iat"))).longValueExact(),
                text(claims, "iss"),
                text(claims, "aud"),
                text(claims, "sub"),
                text(head, "kid"),
                more);
    }

    private static String text(Map<String, @Nullable Object> members, String name) {
        if (members.get(name) instanceof String text) {
            return text;
        }
        throw new AssertionError("an issued token has no text as " + name + " (RFC 9068 §2.2)");
    }

    private static Map<String, @Nullable Object> part(String token, int from, int to) {
        byte[] json = Base64.getUrlDecoder().decode(token.substring(from, to));
        return JwtRecipes.members(Json.parse(new String(json, StandardCharsets.UTF_8)));
    }

    /** Characters as the bytes that a socket is to be given: UTF-8, one Latin-1 character each. */
    static String bytes(String text) {
        return new String(JwtRecipes.utf8(text), StandardCharsets.ISO_8859_1);
    }
}
