package io.keystile.examples.directdebit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keystile.authn.Reason;
import io.keystile.authn.RefusedEvent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Users notice nothing of keys, and other sites can't ride on their sessions. */
class SessionsTest {
    private static final String ISSUE = "{\"scopes\":[\"mandates:read\"]}";

    private static Service service;
    private static String[] session;

    @BeforeAll
    static void start() {
        service = Service.start();
        session = service.alice();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void login_setsACookieThatScriptsAndOtherSitesDoNotGet() {
        Reply reply = service.post("/login", "{\"username\":\"alice\",\"password\":\"pa\"}");

        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.body()).isEmpty();
        assertThat(reply.header("set-cookie")).contains("HttpOnly").contains("SameSite=Lax");
    }

    @ParameterizedTest
    @CsvSource({
        "alice, wrong",
        "alice, ''",
        "nobody, pa",
        "'', ''",
        "bob, pa",
        "alice, 'pa\\u0000'",
        "alice, 'pa '",
        "alice, PA",
        "alice, pa\\ud800"
    })
    void wrongLogin_getsTheUniform401(String username, String password) {
        Reply wrong = service.post("/login", "{\"username\":\"" + username + "\",\"password\":\"" + password + "\"}");

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.uniform())
                .isEqualTo(service.get("/api/trpc/mandates.list").uniform());
        assertThat(service.server.keystile().explain(wrong.header("x-decision-ref")))
                .extracting(RefusedEvent::reason)
                .isEqualTo(Reason.LOGIN_FAILED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "[]", "{}", "{\"username\":\"alice\"}", "{\"username\":1,\"password\":\"pa\"}"})
    void malformedLogin_isABadRequest(String body) {
        assertThat(service.post("/login", body).status()).isEqualTo(400);
    }

    @Test
    void login_neverKeepsASessionIdFromBefore() {
        String[] first = service.alice();
        Reply again = service.post("/login", "{\"username\":\"bob\",\"password\":\"pb\"}", first);
        Reply planted =
                service.post("/login", "{\"username\":\"bob\",\"password\":\"pb\"}", "Cookie", "JSESSIONID=planted");

        assertThat(again.header("set-cookie")).doesNotContain(first[1]);
        assertThat(planted.header("set-cookie")).isNotEmpty().doesNotContain("planted");
        assertThat(service.get("/api/keys", first).status()).isEqualTo(401);
    }

    @Test
    void logout_endsTheSession() {
        String[] ended = service.alice();

        assertThat(service.get("/logout", ended).status()).isEqualTo(405);
        Reply logout = service.post("/logout", "", ended);
        assertThat(logout.status()).isEqualTo(204);
        assertThat(logout.header("cache-control")).isEqualTo("no-store");
        assertThat(service.get("/api/keys", ended).status()).isEqualTo(401);
        assertThat(service.post("/logout", "", ended).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, https://evil.example, 403",
        "Origin, null, 403",
        "Origin, http://127.0.0.1, 403",
        "Sec-Fetch-Site, cross-site, 403",
        "Sec-Fetch-Site, same-site, 403",
        "Sec-Fetch-Site, same-origin, 201",
        "Sec-Fetch-Site, none, 201",
        "X-Nothing, x, 201",
    })
    void unsafeSessionRequest_byWhereItComesFrom(String header, String value, int status) {
        Reply reply = service.post("/api/keys", ISSUE, session[0], session[1], header, value);

        assertThat(reply.status()).isEqualTo(status);
        int login = service.post("/login", "{\"username\":\"bob\",\"password\":\"pb\"}", header, value)
                .status();
        assertThat(login).isEqualTo(status == 201 ? 204 : 403);
    }

    @Test
    void ownOrigins_pass_byBothNames() {
        String local = service.server.origin().replace("127.0.0.1", "localhost");

        assertThat(service.post("/api/keys", ISSUE, session[0], session[1], "Origin", service.server.origin())
                        .status())
                .isEqualTo(201);
        assertThat(service.post("/api/keys", ISSUE, session[0], session[1], "Origin", local)
                        .status())
                .isEqualTo(201);
    }

    @Test
    void safeSessionRequest_passesFromAnywhere_andStaysUnreadable() {
        Reply reply = service.get("/api/keys", session[0], session[1], "Origin", "https://evil.example");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.headers()).doesNotContainKey("access-control-allow-origin");
    }

    @Test
    void keyFromAListedOrigin_answerIsReadable() {
        JsonNode issued = service.issue(session, ISSUE);
        String[] key = Service.bearer(issued);

        Reply reply = service.get("/api/trpc/mandates.list", key[0], key[1], "Origin", service.server.origin());

        assertThat(reply.header("access-control-allow-origin")).isEqualTo(service.server.origin());
        assertThat(reply.headers()).doesNotContainKey("access-control-allow-credentials");
    }

    @Test
    void preflight_answeredForListedOriginsAlone() {
        Reply listed = service.send(
                "OPTIONS",
                "/api/trpc/mandates.cancel",
                null,
                "Origin",
                service.server.origin(),
                "Access-Control-Request-Method",
                "POST");
        Reply foreign = service.send(
                "OPTIONS",
                "/api/trpc/mandates.cancel",
                null,
                "Origin",
                "https://evil.example",
                "Access-Control-Request-Method",
                "POST");

        assertThat(listed.status()).isEqualTo(204);
        assertThat(listed.header("access-control-allow-origin")).isEqualTo(service.server.origin());
        assertThat(listed.header("access-control-allow-headers")).contains("Authorization", "X-API-Key");
        assertThat(foreign.status()).isEqualTo(403);
        assertThat(foreign.headers()).doesNotContainKey("access-control-allow-origin");
    }

    @Test
    void sessionOnUnmappedPath_isNoLicence() {
        assertThat(service.get("/api/nope", session).status()).isEqualTo(401);
    }
}
