package io.keystile.examples.mandateapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What this service says of access tokens, and what ends them. */
class AccessTokensTest {
    private static final String DOCUMENT = "/.well-known/oauth-authorization-server";
    private static final String INTROSPECTION = "/oauth/introspect";

    private static Service service;
    private static String client;

    @BeforeAll
    static void start() {
        service = Service.start("--token-ttl=10m");
        client = Service.key(service.client("live", ""));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static int agents(String token) {
        return service.byToken(token, "GET", "/api/v1/agents", null).status();
    }

    private static Service.Reply step(JsonNode issued, String step) {
        return service.admin("POST", "/credentials/" + Service.credential(issued) + "/" + step, null)
                .expect(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "authorize,agents|''|agents,authorize",
                "authorize,agents|agents|agents",
                "authorize,agents,cases|agents authorize|agents,authorize",
                "authorize,agents,cases|agents,authorize|agents,authorize",
                "''|''|*",
                "''|*|*",
                "*|agents,mandates|agents,mandates",
            })
    void scope_isJoinedByCommas_asTheDocumentShows(String held, String asked, String told) {
        JsonNode principal = service.principal(client, ",\"scopes\":\"" + held + "\"");
        String more = asked.isEmpty() ? "" : "&scope=" + URLEncoder.encode(asked, StandardCharsets.UTF_8);

        JsonNode answer = service.askForToken(Service.owner(principal), Service.key(principal), more)
                .expect(200)
                .json();

        assertThat(answer.path("scope").textValue()).isEqualTo(told);
        assertThat(answer.path("expires_in").longValue()).isEqualTo(600);
    }

    @Test
    void scope_thatTheKeyHasNot_isInvalid() {
        JsonNode principal = service.principal(client, ",\"scopes\":\"agents\"");
        for (String asked : List.of("mandates", "agents,mandates", "*", "agents,,agents")) {
            JsonNode refused = service.askForToken(Service.owner(principal), Service.key(principal), "&scope=" + asked)
                    .expect(400)
                    .json();
            assertThat(refused.path("error").textValue()).isEqualTo("invalid_scope");
        }
    }

    @Test
    void json_andBasic_areTakenToo() {
        JsonNode principal = service.principal(client, "");
        String id = Service.owner(principal);
        String key = Service.key(principal);
        String basic = Base64.getEncoder().encodeToString((id + ":" + key).getBytes(StandardCharsets.UTF_8));

        service.send(
                        "POST",
                        "/oauth/token",
                        "{\"grant_type\":\"client_credentials\",\"client_id\":\"" + id + "\",\"client_secret\":\"" + key
                                + "\"}")
                .expect(200);
        service.form("/oauth/token", "grant_type=client_credentials", "Authorization", "Basic " + basic)
                .expect(200);
    }

    /** Unknown, wrong, another's, a client's, a token's, an operator's: one answer. */
    @Test
    void badClients_getOneAnswer() {
        JsonNode principal = service.principal(client, "");
        JsonNode other = service.principal(client, "");
        JsonNode gone = service.principal(client, "");
        step(gone, "revoke");
        String id = Service.owner(principal);
        List<Service.Reply> refused = List.of(
                service.askForToken(id, "mdt_live_nonsense", ""),
                service.askForToken("prn_nobody", Service.key(principal), ""),
                service.askForToken(id, Service.key(other), ""),
                service.askForToken(Service.owner(gone), Service.key(gone), ""),
                service.askForToken("cli_x", client, ""),
                service.askForToken(id, service.token(principal), ""),
                service.askForToken(id, service.adminKey, ""),
                service.form("/oauth/token", "grant_type=client_credentials"));
        for (Service.Reply reply : refused) {
            assertThat(reply.status()).isEqualTo(401);
            assertThat(reply.text()).isEqualTo(refused.get(0).text());
            assertThat(reply.header("WWW-Authenticate")).isEqualTo("Basic realm=\"mdt\"");
        }
    }

    @Test
    void clientsOwnKey_getsNoToken() {
        JsonNode issued = service.client("live", "");

        service.askForToken(Service.owner(issued), Service.key(issued), "").expect(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"revoke", "suspend", "end-tokens"})
    void endedByOneStep_tokensAreRefused(String step) {
        JsonNode principal = service.principal(client, "");
        String token = service.token(principal);
        assertThat(agents(token)).isEqualTo(200);

        step(principal, step);

        assertThat(agents(token)).isEqualTo(401);
    }

    @Test
    void endTokens_leavesTheKey_whichGetsNewOnes() {
        JsonNode principal = service.principal(client, "");
        String token = service.token(principal);

        JsonNode answer = step(principal, "end-tokens").json();

        assertThat(answer.path("credential")).isEqualTo(principal.path("credential"));
        assertThat(answer.path("served_by").textValue()).isEqualTo("admin");
        assertThat(agents(token)).isEqualTo(401);
        assertThat(service.with(Service.key(principal), "GET", "/api/v1/agents", null)
                        .status())
                .isEqualTo(200);
        assertThat(agents(service.token(principal))).isEqualTo(200);
    }

    @Test
    void token_whereKeysAreMade_is401_andClaimsNoIdempotencyKey() {
        String sandbox = Service.key(service.client("sandbox", ""));
        JsonNode principal = service.principal(sandbox, "");
        String path = "/api/v1/principals/" + Service.owner(principal) + "/sandbox-key";
        String[] byToken = {"Authorization", "Bearer " + service.token(principal), "Idempotency-Key", "once"};
        String[] byKey = {"X-API-Key", Service.key(principal), "Idempotency-Key", "once"};

        service.send("POST", path, "{}", byToken).expect(401);

        JsonNode made = service.send("POST", path, "{}", byKey).expect(201).json();
        assertThat(made.has("api_key")).isTrue();
        service.send("POST", path, "{}", byToken).expect(401);
    }

    @Test
    void endTokens_isTheOperatorsAlone() {
        JsonNode principal = service.principal(client, "");
        String path = "/api/v1/admin/credentials/" + Service.credential(principal) + "/end-tokens";

        service.with(client, "POST", path, null).expect(401);
        service.byToken(service.token(principal), "POST", path, null).expect(401);
        service.admin("POST", "/credentials/acr_0000000000000000000000/end-tokens", null)
                .expect(404);
        step(principal, "revoke");
        service.admin("POST", "/credentials/" + Service.credential(principal) + "/end-tokens", null)
                .expect(200);
    }

    @Test
    void keySet_isOneDocumentAtBothPlaces_withoutAnyPrivateHalf() {
        Service.Reply wellKnown =
                service.send("GET", "/.well-known/jwks.json", null).expect(200);
        Service.Reply publicKeys =
                service.send("GET", "/api/v1/public-keys", null).expect(200);

        JsonNode keys = wellKnown.json().path("keys");
        assertThat(keys).hasSize(2).isEqualTo(publicKeys.json().path("keys"));
        assertThat(keys).allSatisfy(key -> {
            assertThat(key.has("d")).isFalse();
            assertThat(key.path("kid").textValue()).hasSize(43);
            assertThat(key.path("alg").textValue()).isEqualTo("ES256");
            assertThat(key.path("use").textValue()).isEqualTo("sig");
        });
        assertThat(wellKnown.json().path("served_by").textValue()).isEqualTo("jwks");
        assertThat(publicKeys.json().path("served_by").textValue()).isEqualTo("public-keys");
        assertThat(wellKnown.header("Content-Type")).isEqualTo("application/jwk-set+json");
        assertThat(wellKnown.header("Cache-Control")).isEqualTo("public, max-age=300");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/.well-known/jwks.json", "/api/v1/public-keys"})
    void keySet_thatIsKnown_isNotSentAgain(String path) {
        String tag = service.send("GET", path, null).expect(200).header("ETag");

        Service.Reply known =
                service.send("GET", path, null, "If-None-Match", tag).expect(304);

        assertThat(tag).isNotEmpty();
        assertThat(known.header("ETag")).isEqualTo(tag);
        assertThat(known.text()).isEmpty();
        Service.Reply head = service.send("HEAD", path, null).expect(200);
        assertThat(head.text()).isEmpty();
        assertThat(head.header("ETag")).isEqualTo(tag);
    }

    @Test
    void metadata_namesWhereThisServerIs() {
        String origin = service.server.origin();
        JsonNode live = service.send("GET", DOCUMENT, null).expect(200).json();
        JsonNode sandbox =
                service.send("GET", DOCUMENT + "/sandbox", null).expect(200).json();

        assertThat(live.path("issuer").textValue()).isEqualTo(origin);
        assertThat(live.path("token_endpoint").textValue()).isEqualTo(origin + "/oauth/token");
        assertThat(live.path("jwks_uri").textValue()).isEqualTo(origin + "/.well-known/jwks.json");
        assertThat(live.path("introspection_endpoint").textValue()).isEqualTo(origin + INTROSPECTION);
        assertThat(sandbox.path("issuer").textValue()).isEqualTo(origin + "/sandbox");
        assertThat(sandbox.path("token_endpoint")).isEqualTo(live.path("token_endpoint"));
    }

    @Test
    void introspection_tellsTheOperatorAll_andOthersOfTheirOwnAlone() {
        JsonNode principal = service.principal(client, ",\"scopes\":\"agents,cases\"");
        JsonNode other = service.principal(client, "");
        String form = "token=" + service.token(principal);

        JsonNode operators = service.form(INTROSPECTION, form, "X-Admin-Key", service.adminKey)
                .expect(200)
                .json();
        JsonNode own = service.form(INTROSPECTION, form + clientOf(principal))
                .expect(200)
                .json();

        assertThat(operators.path("active").booleanValue()).isTrue();
        assertThat(operators.path("sub").textValue()).isEqualTo(Service.owner(principal));
        assertThat(operators.path("scope").textValue()).isEqualTo("agents,cases");
        assertThat(own).isEqualTo(operators);
        assertThat(service.form(INTROSPECTION, form + clientOf(other))
                        .expect(200)
                        .text())
                .isEqualTo("{\"active\":false}");
        service.form(INTROSPECTION, form).expect(401);
        service.form(INTROSPECTION, form, "X-API-Key", client).expect(401);
        step(principal, "end-tokens");
        assertThat(service.form(INTROSPECTION, form, "X-Admin-Key", service.adminKey)
                        .expect(200)
                        .text())
                .isEqualTo("{\"active\":false}");
    }

    private static String clientOf(JsonNode principal) {
        return "&client_id=" + Service.owner(principal) + "&client_secret=" + Service.key(principal);
    }

    @Test
    void tokenEndpoint_isThatPathAndMethodAlone() {
        assertThat(service.send("GET", "/oauth/token", null).expect(405).header("Allow"))
                .isEqualTo("POST");
        String unknown =
                service.send("POST", "/oauth/nothing", "{}").expect(404).text();
        for (String path : List.of("/oauth/token/", "/oauth/token/deeper", "/OAUTH/token", "/oauth")) {
            assertThat(service.send("POST", path, "{}").expect(404).text()).isEqualTo(unknown);
        }
    }
}
