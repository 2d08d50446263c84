package io.keystile.oauth;

import static io.keystile.oauth.OAuthFixture.form;
import static io.keystile.oauth.OAuthFixture.headers;
import static io.keystile.oauth.OAuthFixture.json;
import static io.keystile.oauth.OAuthFixture.post;
import static io.keystile.oauth.OAuthFixture.posted;
import static io.keystile.oauth.OAuthFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.authn.RateLimiterOutage;
import io.keystile.authn.RateVerdict;
import io.keystile.authn.Reason;
import io.keystile.credential.Access;
import io.keystile.http.Answer;
import io.keystile.http.Header;
import io.keystile.key.Environment;
import io.keystile.key.KeyFormat;
import io.keystile.key.KeyGenerator;
import io.keystile.lifecycle.IssuedKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The token endpoint, request by request (RFC 6749 §2.3.1, §3.2, §4.4, §5). */
final class TokenEndpointTest {
    private final OAuthFixture service = OAuthFixture.es256();
    private final IssuedKey key = service.issue();
    private final String id = key.credential().owner();
    private final String secret = key.key().reveal();

    @AfterEach
    void close() {
        service.close();
    }

    private Answer ask(String form) {
        return post(service.endpoint, form);
    }

    private Answer asJson(String body) {
        return post(
                service.endpoint,
                TestRequest.of("POST", "/oauth/token").with("Content-Type", "application/json"),
                body);
    }

    private Answer asBasic(String pair, String body) {
        String encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return post(service.endpoint, posted().with("Authorization", "Basic " + encoded), body);
    }

    private static void isError(Answer answer, int status, String error) {
        assertThat(answer.status()).as(text(answer)).isEqualTo(status);
        assertThat(json(answer)).containsEntry("error", error).doesNotContainKey("access_token");
        assertThat(headers(answer, "Content-Type")).containsExactly("application/json");
        assertThat(headers(answer, "Cache-Control")).containsExactly("no-store");
        assertThat(headers(answer, "Pragma")).containsExactly("no-cache");
    }

    @Test
    void rightPair_getsAToken_byFormJsonAndBasic() {
        for (Answer answer : List.of(
                ask(form(key, Map.of())),
                asJson("{\"grant_type\":\"client_credentials\",\"client_id\":\"" + id + "\",\"client_secret\":\""
                        + secret + "\",\"foo\":{\"a\":[1,{}]}}"),
                asBasic(id + ":" + secret, "grant_type=client_credentials"),
                asBasic("%70rn_1:" + secret, "grant_type=client_credentials&client_id=prn_1"))) {
            assertThat(answer.status()).as(text(answer)).isEqualTo(200);
            assertThat(json(answer))
                    .containsOnlyKeys("access_token", "token_type", "expires_in", "scope")
                    .containsEntry("token_type", "Bearer")
                    .containsEntry("expires_in", 300L)
                    .containsEntry("scope", "authorize mandates");
            assertThat(headers(answer, "Cache-Control")).containsExactly("no-store");
            assertThat(headers(answer, "Pragma")).containsExactly("no-cache");
        }
    }

    @Test
    void every401_isOneAndTheSame() {
        IssuedKey revoked = service.issue();
        service.lifecycle().revoke(revoked.credential().id());
        IssuedKey other = service.issue(asked -> asked);
        String unknown = new KeyGenerator()
                .next(KeyFormat.withPrefix("mdt"), Environment.LIVE)
                .reveal();
        List<Answer> answers = List.of(
                ask("grant_type=client_credentials"),
                ask("grant_type=nonsense&client_id=" + id + "&client_secret=wrong"),
                ask("grant_type=client_credentials&client_id=" + id + "&client_secret=" + unknown),
                ask("grant_type=client_credentials&client_id=prn_nobody&client_secret=" + secret),
                ask("grant_type=client_credentials&client_secret=" + secret),
                ask(form(revoked, Map.of())),
                asBasic(id + ":wrong", "grant_type=client_credentials"),
                asBasic(id, "grant_type=client_credentials"),
                asBasic("%zz:" + other.key().reveal(), "grant_type=client_credentials"),
                post(service.endpoint, posted().with("Authorization", "Basic ?"), "grant_type=client_credentials"));
        for (Answer answer : answers) {
            isError(answer, 401, "invalid_client");
            assertThat(text(answer)).isEqualTo("{\"error\":\"invalid_client\"}");
            assertThat(names(answer)).isEqualTo(names(answers.get(0)));
            assertThat(headers(answer, "WWW-Authenticate")).containsExactly("Basic realm=\"mdt\"");
        }
        assertThat(service.refusals).hasSize(answers.size());
    }

    private static List<String> names(Answer answer) {
        return answer.headers().stream()
                .filter(header -> !header.name().equals("X-Decision-Ref"))
                .map(Header::toString)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "client_id=x&client_id=x",
                "scope=a&scope=a",
                "grant_type=client_credentials&grant_type=client_credentials",
                "foo=&foo=",
                "a=%zz",
                "a=%f",
                "a=%ff",
                "\u00e9=1"
            })
    void formThatIsNone_isABadRequest(String form) {
        isError(ask(form), 400, "invalid_request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "\"x\"",
                "null",
                "{",
                "{\"grant_type\":null}",
                "{\"client_secret\":{\"$ne\":null}}",
                "{\"client_id\":[\"prn_1\"]}",
                "{\"scope\":[\"authorize\"]}",
                "{\"client_secret\":\"a\",\"client_secret\":\"b\"}",
                "{\"x\":{\"y\":1,\"y\":2}}",
                "{\"x\":NaN}",
                "{} {}",
                "\uFEFF{}",
                "grant_type=client_credentials"
            })
    void jsonThatIsNone_isABadRequest(String body) {
        isError(asJson(body), 400, "invalid_request");
    }

    @Test
    void jsonBombs_areBadRequests() {
        isError(asJson("[".repeat(10_000)), 400, "invalid_request");
        isError(asJson("{\"a\":".repeat(1_000) + "1" + "}".repeat(1_000)), 400, "invalid_request");
        isError(asJson("{\"a\":" + "9".repeat(10_000) + "}"), 400, "invalid_request");
    }

    @Test
    void bodyTooLarge_isABadRequest() {
        isError(ask(form(key, Map.of()) + "&x=" + "a".repeat(TokenRequest.MAX_BODY)), 400, "invalid_request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "multipart/form-data; boundary=x",
                "application/x-www-form-urlencoded; charset=ISO-8859-1",
                ""
            })
    void otherContent_isABadRequest(String type) {
        TestRequest request = TestRequest.of("POST", "/oauth/token").with("Content-Type", type);
        isError(post(service.endpoint, request, form(key, Map.of())), 400, "invalid_request");
    }

    @Test
    void contentTypeMissingTwiceOrCompressed_isABadRequest() {
        String body = form(key, Map.of());
        isError(post(service.endpoint, TestRequest.of("POST", "/oauth/token"), body), 400, "invalid_request");
        TestRequest twice = posted().with("Content-Type", "application/json");
        isError(post(service.endpoint, twice, body), 400, "invalid_request");
        isError(post(service.endpoint, posted().with("Content-Encoding", "gzip"), body), 400, "invalid_request");
    }

    @Test
    void charsetUtf8_isTaken() {
        TestRequest request = TestRequest.of("POST", "/oauth/token")
                .with("Content-Type", "Application/X-WWW-Form-URLencoded; charset=\"UTF-8\"");
        assertThat(post(service.endpoint, request, form(key, Map.of())).status())
                .isEqualTo(200);
    }

    @Test
    void twoWaysToAuthenticate_areABadRequest() {
        isError(asBasic(id + ":" + secret, form(key, Map.of())), 400, "invalid_request");
        isError(asBasic(id + ":" + secret, "grant_type=client_credentials&client_id=prn_2"), 400, "invalid_request");
        TestRequest twice = posted().with("Authorization", "Basic a").with("Authorization", "Basic b");
        isError(post(service.endpoint, twice, "grant_type=client_credentials"), 400, "invalid_request");
    }

    @Test
    void otherSchemeBesideAGoodBody_isPassedOver() {
        TestRequest request = posted().with("Authorization", "Bearer whatever");
        assertThat(post(service.endpoint, request, form(key, Map.of())).status())
                .isEqualTo(200);
    }

    @Test
    void query_isNeverRead() {
        TestRequest request = TestRequest.of("POST", "/oauth/token?client_id=" + id + "&client_secret=" + secret)
                .with("Content-Type", "application/x-www-form-urlencoded");
        isError(post(service.endpoint, request, "grant_type=client_credentials"), 401, "invalid_client");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "OPTIONS", "post"})
    void otherMethod_isNotAllowed(String method) {
        Answer answer = post(service.endpoint, TestRequest.of(method, "/oauth/token"), "");
        assertThat(answer.status()).isEqualTo(405);
        assertThat(headers(answer, "Allow")).containsExactly("POST");
    }

    @Test
    void grantType_isAskedForAfterTheClient() {
        String pair = "client_id=" + id + "&client_secret=" + secret;
        isError(ask(pair), 400, "invalid_request");
        isError(ask(pair + "&grant_type="), 400, "invalid_request");
        isError(ask(pair + "&grant_type=authorization_code&code=x"), 400, "unsupported_grant_type");
        isError(ask(pair + "&grant_type=client_credentials%00"), 400, "unsupported_grant_type");
        isError(ask(pair + "&grant_type=CLIENT_CREDENTIALS"), 400, "unsupported_grant_type");
    }

    @Test
    void scope_narrowsAndNeverWidens() {
        assertThat(json(ask(form(key, Map.of("scope", "authorize"))))).containsEntry("scope", "authorize");
        assertThat(json(ask(form(key, Map.of("scope", "mandates authorize mandates")))))
                .containsEntry("scope", "authorize mandates");
        assertThat(json(ask(form(key, Map.of()) + "&scope="))).containsEntry("scope", "authorize mandates");
        for (String beyond : List.of(
                "collections",
                "authorize collections",
                "*",
                "\"authorize\"",
                " ",
                "authorize  mandates",
                "authorize,mandates",
                "authorize\tmandates",
                "Authorize")) {
            isError(ask(form(key, Map.of("scope", beyond))), 400, "invalid_scope");
        }
    }

    @Test
    void fullAccess_canBeNarrowed_andIsNoScope() {
        IssuedKey full = service.issue(asked -> asked.access(Access.full()));
        assertThat(json(ask(form(full, Map.of())))).doesNotContainKey("scope");
        assertThat(json(ask(form(full, Map.of("scope", "authorize"))))).containsEntry("scope", "authorize");
        isError(ask(form(full, Map.of("scope", "*"))), 400, "invalid_scope");
    }

    @Test
    void commasAgainstTheRfc_areASetting() {
        try (OAuthFixture deviating = OAuthFixture.withEndpoint(
                SigningKeys.madeForThisProcess(TokenAlgorithm.ES256),
                TokenEndpointBuilder::scopesJoinedByCommasAgainstRfc6749)) {
            IssuedKey some = deviating.issue();
            IssuedKey full = deviating.issue(asked -> asked.access(Access.full()));
            assertThat(json(post(deviating.endpoint, form(some, Map.of()))))
                    .containsEntry("scope", "authorize,mandates");
            assertThat(json(post(deviating.endpoint, form(some, Map.of("scope", "mandates,authorize")))))
                    .containsEntry("scope", "authorize,mandates");
            assertThat(json(post(deviating.endpoint, form(full, Map.of())))).containsEntry("scope", "*");
            assertThat(json(post(deviating.endpoint, form(full, Map.of("scope", "*")))))
                    .containsEntry("scope", "*");
            isError(post(deviating.endpoint, form(some, Map.of("scope", "*"))), 400, "invalid_scope");
            String token = deviating.token(some);
            assertThat(deviating.caller("/api/v1/authorize", token).access())
                    .isEqualTo(Access.only("authorize", "mandates"));
        }
    }

    @Test
    void scopesThatMakeNoToken_areRefused_notMinted() {
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            many.add("scope-" + i + "-" + "x".repeat(40));
        }
        IssuedKey wide = service.issue(asked -> asked.access(Access.only(many)));
        isError(ask(form(wide, Map.of())), 400, "invalid_scope");
        assertThat(ask(form(wide, Map.of("scope", many.get(0)))).status()).isEqualTo(200);
    }

    @Test
    void overItsRate_isTheUniform429_andCountsAsOne() {
        int[] spent = {0};
        try (OAuthFixture limited = OAuthFixture.with(
                SigningKeys.madeForThisProcess(TokenAlgorithm.ES256),
                builder -> builder.rateLimiter(
                        (environment, tenant, credential, cost) -> {
                            spent[0] += cost;
                            return spent[0] > 1
                                    ? new RateVerdict.Over(Duration.ofSeconds(7), List.of())
                                    : new RateVerdict.Within(List.of());
                        },
                        RateLimiterOutage.FAIL_CLOSED))) {
            IssuedKey one = limited.issue();
            assertThat(post(limited.endpoint, form(one, Map.of())).status()).isEqualTo(200);
            assertThat(spent[0]).isEqualTo(1);
            Answer over = post(limited.endpoint, form(one, Map.of()));
            assertThat(over.status()).isEqualTo(429);
            assertThat(headers(over, "Retry-After")).containsExactly("7");
            assertThat(headers(over, "Content-Type")).containsExactly("application/problem+json");
        }
    }

    @Test
    void failures_areLimitedLikeAllOthers() {
        try (OAuthFixture limited = OAuthFixture.with(
                SigningKeys.madeForThisProcess(TokenAlgorithm.ES256),
                builder -> builder.failureLimiter(address -> Duration.ofSeconds(9)))) {
            assertThat(post(limited.endpoint, "grant_type=client_credentials").status())
                    .isEqualTo(429);
            assertThat(post(limited.endpoint, form(limited.issue(), Map.of())).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void noKeySigns_isTheUniform503() {
        try (OAuthFixture bare = OAuthFixture.with(new SigningKeys(null, KeySet.of(List.of()), service.time, null))) {
            Answer answer = post(bare.endpoint, form(bare.issue(), Map.of()));
            assertThat(answer.status()).isEqualTo(503);
            assertThat(OAuthFixture.explained(bare.keystile, answer)).isEqualTo(Reason.NO_SIGNING_KEY);
        }
    }
}
