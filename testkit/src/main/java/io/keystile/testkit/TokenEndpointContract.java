package io.keystile.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.authn.Quota;
import io.keystile.authn.RateVerdict;
import io.keystile.credential.Access;
import io.keystile.lifecycle.IssuedKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What an adapter that serves the token endpoint promises of it, over real sockets: at {@code /oauth/token}, read from the body
 * alone, answered as it is. To be extended for each adapter and server; a subclass starts the server, and makes its tokens.
 */
public abstract class TokenEndpointContract extends TokenUseContract {
    private static final String POST = "POST " + AdapterFixture.TOKEN;

    /** For subclasses. */
    protected TokenEndpointContract() {}

    @Test
    void goodClient_getsATokenThatNobodyMayKeep() {
        RawAnswer answer = token(service().issue());

        assertThat(answer.status()).as("%s", answer.statusLine()).isEqualTo(200);
        assertThat(answer.headers("Content-Type")).containsExactly("application/json");
        assertThat(answer.headers("Cache-Control")).containsExactly("no-store");
        assertThat(answer.headers("Pragma")).containsExactly("no-cache");
        assertThat(answer.headers("Content-Length"))
                .containsExactly(Integer.toString(answer.body().length()));
        assertThat(answer.body()).contains("\"token_type\":\"Bearer\"", "\"scope\":\"items\"");
        assertThat(setup().runs()).isZero();
    }

    @Test
    void client_byBasicOrJson_getsATokenToo() {
        IssuedKey key = service().issue();
        String basic = "prn_1:" + key.key().reveal();
        String json = "{\"grant_type\":\"client_credentials\",\"client_id\":\"prn_1\",\"client_secret\":\""
                + key.key().reveal() + "\"}";

        assertThat(post("grant_type=client_credentials", FORM, "Authorization: Basic " + base64(basic))
                        .status())
                .isEqualTo(200);
        assertThat(post(json, "Content-Type: application/json").status()).isEqualTo(200);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void path_isThatOneAlone() {
        String form = form(service().issue());

        for (String path : List.of("/oauth/token/", "/oauth/token/x", "/oauth/tokens", "/oauth", "/OAUTH/token")) {
            assertThat(postTo(path, form, FORM).status()).as(path).isEqualTo(404);
        }
        for (String path : List.of("/oauth/token;x=1", "/oauth//token", "/oauth/x/../token", "/oauth/token%2F")) {
            assertThat(postTo(path, form, FORM).status()).as(path).isIn(400, 404);
        }
    }

    @Test
    void contextPath_standsBeforeIt() {
        startAt("/app");

        assertThat(postTo("/app/oauth/token", form(service().issue()), FORM).status())
                .isEqualTo(200);
        assertThat(postTo(AdapterFixture.TOKEN, form(service().issue()), FORM).status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS"})
    void otherMethod_isToldWhichToUse(String method) {
        RawAnswer answer = ask(method + " " + AdapterFixture.TOKEN);

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.headers("Allow")).containsExactly("POST");
        assertThat(answer.body().isEmpty()).isEqualTo(method.equals("HEAD"));
    }

    @Test
    void secretInTheQuery_isNotRead() {
        String form = form(service().issue());

        assertThat(postTo(AdapterFixture.TOKEN + "?" + form, "grant_type=client_credentials", FORM)
                        .uniform())
                .isEqualTo(invalidClient().uniform());
        assertThat(postTo(AdapterFixture.TOKEN + "?client_id=prn_2&scope=other", form, FORM)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void invalidClient_whateverTheCause_isOneAnswer() {
        List<RawAnswer> answers = new ArrayList<>(List.of(invalidClient()));
        for (String header : List.of(
                service().unknownKey(),
                service().revokedKey(),
                service().suspendedKey(),
                service().expiredKey(),
                service().keyPastItsGrace(),
                service().keyOfAnotherPlane(),
                service().keyOfSuspendedTenant(),
                "X-API-Key: garbage")) {
            answers.add(post(form("prn_1", header.substring(header.indexOf(' ') + 1)), FORM));
        }
        answers.add(post(form("prn_2", service().issue().key().reveal()), FORM));

        assertThat(answers)
                .allSatisfy(answer ->
                        assertThat(answer.uniform()).isEqualTo(answers.get(0).uniform()));
        assertThat(answers.get(0).headers("WWW-Authenticate")).containsExactly("Basic realm=\"dd\"");
        assertThat(answers.get(0).body()).isEqualTo("{\"error\":\"invalid_client\"}");
    }

    @Test
    void refusal_canBeExplainedToTheOperator() {
        String reference = Objects.requireNonNull(invalidClient().header("X-Decision-Ref"));

        assertThat(service().keystile().explain(reference)).isNotNull();
    }

    @Test
    void body_isReadAsItComes() {
        String form = form(service().issue());
        String chunked = Integer.toHexString(7) + "\r\n" + form.substring(0, 7) + "\r\n"
                + Integer.toHexString(form.length() - 7) + "\r\n" + form.substring(7) + "\r\n0\r\n\r\n";

        assertThat(RawHttp.ask(port(), POST, List.of(FORM, "Transfer-Encoding: chunked"), chunked)
                        .status())
                .isEqualTo(200);
        try (RawHttp http = RawHttp.connect(port())) {
            http.send(RawHttp.head(POST, List.of(FORM, "Expect: 100-continue", "Content-Length: " + form.length())));
            assertThat(http.readOne(false).status()).isEqualTo(100);
            http.send(form.substring(0, 9)).send(form.substring(9));
            assertThat(http.read(false).status()).isEqualTo(200);
        }
    }

    @Test
    void body_tooLargeOrBroken_isABadRequest() {
        String large = form(service().issue()) + "&padding=" + "x".repeat(64 * 1024);

        assertThat(post(large, FORM).status()).isEqualTo(400);
        assertThat(RawHttp.ask(port(), POST, List.of(FORM, "Transfer-Encoding: chunked"), "zz\r\nx\r\n0\r\n\r\n")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void requests_onOneConnection_followEachOther() {
        String form = form(service().issue());
        String request = POST + " HTTP/1.1\r\nHost: localhost\r\n" + FORM + "\r\nContent-Length: ";
        try (RawHttp http = RawHttp.connect(port())) {
            for (int i = 0; i < 3; i++) {
                http.send(request + form.length() + "\r\n\r\n" + form);
                assertThat(http.read(false).status()).isEqualTo(200);
                http.send(request + 2 + "\r\n\r\na=");
                assertThat(http.read(false).status()).isEqualTo(401);
            }
        }
    }

    @Test
    void allowlist_isHeldAgainstTheAddressBehindTheProxies() {
        String form = form(service().issue(asked -> asked.allowAddresses("203.0.113.0/24")));
        setup().simulatePeer("10.0.0.5");

        assertThat(post(form, FORM, "X-Forwarded-For: 203.0.113.9").status()).isEqualTo(200);
        RawAnswer elsewhere = post(form, FORM, "X-Forwarded-For: 203.0.113.9, 192.0.2.1");
        assertUniform(403, List.of(elsewhere, post(form, FORM)));
        setup().simulatePeer("192.0.2.1");
        assertUniform(403, List.of(elsewhere, post(form, FORM, "X-Forwarded-For: 203.0.113.9")));
    }

    @Test
    void limits_areToldWithTheToken_andHeld() {
        String form = form(service().issue());
        Quota quota = new Quota(100, Duration.ofSeconds(1), 99, Duration.ofMillis(10));
        service().rate(new RateVerdict.Within(List.of(quota)));

        RawAnswer within = post(form, FORM);
        service().rate(new RateVerdict.Over(Duration.ofMillis(2_001), List.of(quota)));
        RawAnswer over = post(form, FORM);

        assertThat(within.headers("RateLimit-Policy")).hasSize(1);
        assertThat(within.header("RateLimit")).contains("99");
        assertUniform(429, List.of(over));
        assertThat(over.header("Retry-After")).isEqualTo("3");
    }

    @Test
    void storeBroken_isTheUniform503() {
        IssuedKey key = service().issue();
        service().store().breakDown();

        assertUniform(503, List.of(get(AdapterFixture.ITEMS, AdapterFixture.header(key)), post(form(key), FORM)));
    }

    // A key is nothing for scripts: outside the guarded roots, the list of origins does not count.
    @Test
    void scriptOfAListedOrigin_canReadNothing() {
        RawAnswer preflight = ask("OPTIONS " + AdapterFixture.TOKEN, OWN, "Access-Control-Request-Method: POST");

        assertThat(preflight.status()).isEqualTo(405);
        assertThat(preflight.header("Access-Control-Allow-Origin")).isNull();
        assertThat(post(form(service().issue()), FORM, OWN).header("Access-Control-Allow-Origin"))
                .isNull();
        assertThat(get(KEY_SET, OWN).header("Access-Control-Allow-Origin")).isNull();
    }

    @Test
    void keySet_isReadAndKeptByEveryone() {
        RawAnswer first = get(KEY_SET);
        String tag = Objects.requireNonNull(first.header("ETag"));

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("Content-Type")).isEqualTo("application/jwk-set+json");
        assertThat(first.header("Cache-Control")).startsWith("public, max-age=");
        assertThat(first.body()).contains("\"kid\"").doesNotContain("\"d\"");
        RawAnswer again = get(KEY_SET, "If-None-Match: " + tag);
        assertThat(Map.of(again.status(), again.body())).isEqualTo(Map.of(304, ""));
        assertThat(ask("HEAD " + KEY_SET).uniform()).isEqualTo(first.uniformHead());
        assertThat(ask("POST " + KEY_SET).headers("Allow")).containsExactly("GET, HEAD");
    }

    @Test
    void introspection_isForTheOperatorAndTheTokensOwnClient() {
        IssuedKey own = service().issue();
        String token = "token=" + tokenOf(own);
        IssuedKey other = service().issueTo("prn_3");
        String inactive = "{\"active\":false}";

        assertThat(introspected(token, "X-Admin-Key: " + AdapterFixture.OPERATOR_KEY))
                .contains("\"active\":true", "\"sub\":\"prn_1\"");
        assertThat(introspected(token + "&" + form(own))).contains("\"active\":true");
        assertThat(introspected(token + "&" + form("prn_3", other.key().reveal())))
                .isEqualTo(inactive);
        assertThat(introspected("token=x&" + form(own))).isEqualTo(inactive);
        assertThat(postTo(INTROSPECTION, token, FORM).uniform())
                .isEqualTo(invalidClient().uniform());
    }

    private String introspected(String body, String... headerLines) {
        List<String> lines = new ArrayList<>(List.of(headerLines));
        lines.add(FORM);
        RawAnswer answer = postTo(INTROSPECTION, body, lines.toArray(String[]::new));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        return answer.body();
    }

    @Test
    void fullAccess_isSaidByItsToken() {
        String token = tokenOf(service().issue(asked -> asked.access(Access.full())));

        assertServed(get(AdapterFixture.UNMAPPED, "Authorization: Bearer " + token), "UNMAPPED", "prn_1");
    }
}
