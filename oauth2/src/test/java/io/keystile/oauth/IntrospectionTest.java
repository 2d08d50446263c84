package io.keystile.oauth;

import static io.keystile.oauth.OAuthFixture.headers;
import static io.keystile.oauth.OAuthFixture.json;
import static io.keystile.oauth.OAuthFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.credential.Access;
import io.keystile.http.Answer;
import io.keystile.key.Environment;
import io.keystile.lifecycle.IssuedKey;
import io.keystile.lifecycle.NewCredential;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** RFC 7662: who may ask is told all of a token that holds, and nothing of any other. */
final class IntrospectionTest {
    private static final String INACTIVE = "{\"active\":false}";

    private final OAuthFixture service = OAuthFixture.es256();
    private final IssuedKey key = service.issue();
    private final String token = service.token(key);

    @AfterEach
    void close() {
        service.close();
    }

    private static TestRequest request() {
        return TestRequest.of("POST", "/oauth/introspect").with("Content-Type", "application/x-www-form-urlencoded");
    }

    private Answer asOperator(String about) {
        return OAuthFixture.introspect(
                service.endpoint, request().with("X-Admin-Key", OAuthFixture.OPERATOR_KEY), "token=" + about);
    }

    private Answer asClient(IssuedKey client, String about) {
        String pair = client.credential().owner() + ":" + client.key().reveal();
        String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
        return OAuthFixture.introspect(
                service.endpoint, request().with("Authorization", "Basic " + basic), "token=" + about);
    }

    @Test
    void operatorAndOwnClient_areToldAllOfIt() {
        for (Answer answer : List.of(asOperator(token), asClient(key, token))) {
            long now = service.time.instant().getEpochSecond();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(json(answer))
                    .containsOnlyKeys(
                            "active", "token_type", "scope", "iss", "sub", "aud", "client_id", "iat", "exp", "jti")
                    .containsEntry("active", true)
                    .containsEntry("token_type", "Bearer")
                    .containsEntry("scope", "authorize mandates")
                    .containsEntry("iss", OAuthFixture.ISSUER)
                    .containsEntry("sub", "prn_1")
                    .containsEntry("iat", now)
                    .containsEntry("exp", now + 300);
            assertThat(headers(answer, "Cache-Control")).containsExactly("no-store");
        }
    }

    @Test
    void scope_isWhatIsLeftByNow() {
        service.lifecycle().change(key.credential().id(), c -> c.withAccess(Access.only("mandates", "x")));

        assertThat(json(asOperator(token))).containsEntry("scope", "mandates");
        service.lifecycle().change(key.credential().id(), c -> c.withAccess(Access.only("x")));
        assertThat(text(asOperator(token))).isEqualTo(INACTIVE);
    }

    @Test
    void whateverDoesNotHold_isInactiveAndNoMore() {
        IssuedKey revoked = service.issue();
        String dead = service.token(revoked);
        service.lifecycle().revoke(revoked.credential().id());
        for (String about :
                List.of(dead, "garbage", token + "x", "a.b.c", key.key().reveal())) {
            assertThat(text(asOperator(about))).isEqualTo(INACTIVE);
            assertThat(text(asClient(key, about))).isEqualTo(INACTIVE);
        }
        service.time.advance(Duration.ofMinutes(5));
        assertThat(text(asOperator(token))).isEqualTo(INACTIVE);
    }

    @Test
    void otherClient_learnsNothing() {
        IssuedKey other = service.lifecycle()
                .issue(NewCredential.principal("prn_2", "cli_1").access(Access.full()));
        IssuedKey test = service.keystile
                .credentials(Environment.SANDBOX)
                .issue(NewCredential.principal("prn_1", "cli_1").access(Access.full()));

        assertThat(text(asClient(other, token))).isEqualTo(INACTIVE);
        assertThat(text(asClient(test, token))).isEqualTo(INACTIVE);
        assertThat(json(asClient(service.issue(), token))).containsEntry("active", true);
    }

    @Test
    void whoIsNobody_getsTheOne401() {
        String form = "token=" + token;
        List<Answer> answers = List.of(
                OAuthFixture.introspect(service.endpoint, request(), form),
                OAuthFixture.introspect(service.endpoint, request().with("X-Admin-Key", "wrong"), form),
                OAuthFixture.introspect(service.endpoint, request(), form + "&client_id=prn_1&client_secret=wrong"),
                OAuthFixture.introspect(
                        service.endpoint, request().with("X-API-Key", key.key().reveal()), form),
                OAuthFixture.introspect(service.endpoint, request().with("Authorization", "Bearer " + token), form),
                OAuthFixture.post(service.endpoint, "grant_type=client_credentials"));
        for (Answer answer : answers) {
            assertThat(answer.status()).isEqualTo(401);
            assertThat(text(answer)).isEqualTo("{\"error\":\"invalid_client\"}");
            assertThat(headers(answer, "WWW-Authenticate")).containsExactly("Basic realm=\"mdt\"");
        }
    }

    @Test
    void fullAccess_isSaidByItsOwnMember() {
        IssuedKey full = service.issue(asked -> asked.access(Access.full()));

        assertThat(json(asOperator(service.token(full))))
                .containsEntry("full", true)
                .doesNotContainKey("scope");
    }

    @Test
    void tokenMissing_orNoPost_isRefused() {
        Answer missing =
                OAuthFixture.introspect(service.endpoint, request().with("X-Admin-Key", OAuthFixture.OPERATOR_KEY), "");
        assertThat(missing.status()).isEqualTo(400);
        assertThat(OAuthFixture.introspect(service.endpoint, TestRequest.of("GET", "/oauth/introspect"), "")
                        .status())
                .isEqualTo(405);
    }

    @Test
    void asking_isNoUseOfTheToken() {
        service.refusals.clear();
        asOperator("garbage");

        assertThat(service.refusals).isEmpty();
    }
}
