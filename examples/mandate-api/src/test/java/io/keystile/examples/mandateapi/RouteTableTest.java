package io.keystile.examples.mandateapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract's route table, cell by cell: each route asked by each kind of caller. */
class RouteTableTest {
    private static Service service;
    private static final Fixture LIVE = new Fixture();
    private static final Fixture SANDBOX = new Fixture();

    /** The keys and ids of one environment. */
    private static final class Fixture {
        private String client = "";
        private String principalId = "";
        private String principal = "";
        private String agent = "";
        private String mandate = "";
        private String otherClient = "";
        private String otherPrincipal = "";
        private String narrowClient = "";
        private String narrowPrincipal = "";
        private String farClient = "";
        private String farPrincipal = "";
        private String previousClient = "";
        private String previousPrincipal = "";
        private String suspendedClient = "";
        private String suspendedPrincipal = "";
        private String token = "";
        private String otherToken = "";
        private String narrowToken = "";
        private String askedToken = "";
        private String farToken = "";
        private String previousToken = "";
        private String suspendedToken = "";
        private String endedToken = "";
    }

    @BeforeAll
    static void start() {
        service = Service.start();
        fill(LIVE, "live");
        fill(SANDBOX, "sandbox");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static void fill(Fixture f, String environment) {
        JsonNode client = service.client(environment, "");
        f.client = Service.key(client);
        JsonNode all = service.with(
                        f.client,
                        "POST",
                        "/api/v1/onboard",
                        "{\"principal\":{\"name\":\"P\"},\"agent\":{\"name\":\"A\"},\"mandate\":{\"name\":\"M\"}}")
                .expect(201)
                .json();
        f.principal = Service.key(all);
        f.principalId = all.at("/principal/id").textValue();
        f.agent = all.at("/agent/id").textValue();
        f.mandate = all.at("/mandate/id").textValue();
        f.otherClient = Service.key(service.client(environment, ""));
        JsonNode other = service.principal(f.otherClient, "");
        f.otherPrincipal = Service.key(other);
        f.narrowClient = more(client, ",\"scopes\":\"cases\"");
        JsonNode narrow = service.principal(f.client, ",\"scopes\":\"principals\"");
        f.narrowPrincipal = Service.key(narrow);
        f.farClient = more(client, ",\"ip_allowlist\":[\"192.0.2.0/24\"]");
        f.farPrincipal = Service.key(service.principal(f.client, ",\"ip_allowlist\":[\"192.0.2.0/24\"]"));
        f.previousClient = rotated(client);
        f.client = newest;
        JsonNode second = service.principal(f.client, "");
        f.previousPrincipal = rotated(second);
        JsonNode third = service.principal(f.client, "");
        f.suspendedToken = service.token(third);
        f.suspendedPrincipal = suspended(third);
        JsonNode fourth = service.client(environment, "");
        f.suspendedClient = suspended(fourth);
        f.token = service.token(all);
        f.askedToken = service.token(all, f.principal, "&scope=cases");
        f.otherToken = service.token(other);
        f.narrowToken = service.token(narrow);
        f.previousToken = service.token(second, f.previousPrincipal, "");
        fillTokensThatEnd(f);
    }

    private static void fillTokensThatEnd(Fixture f) {
        JsonNode moved = service.principal(f.client, "");
        f.farToken = service.token(moved);
        service.admin("PATCH", "/credentials/" + Service.credential(moved), "{\"ip_allowlist\":[\"192.0.2.0/24\"]}")
                .expect(200);
        JsonNode leaked = service.principal(f.client, "");
        f.endedToken = service.token(leaked);
        service.admin("POST", "/credentials/" + Service.credential(leaked) + "/end-tokens", null)
                .expect(200);
    }

    private static String newest = "";

    private static String more(JsonNode client, String rest) {
        String path = "/clients/" + client.at("/client/id").textValue() + "/credentials";
        return Service.key(service.admin("POST", path, "{" + rest.substring(1) + "}")
                .expect(201)
                .json());
    }

    /** The key from before. */
    private static String rotated(JsonNode issued) {
        newest = Service.key(service.admin(
                        "POST", "/credentials/" + Service.credential(issued) + "/rotate", "{\"grace_seconds\":3600}")
                .expect(200)
                .json());
        return Service.key(issued);
    }

    private static String suspended(JsonNode issued) {
        service.admin("POST", "/credentials/" + Service.credential(issued) + "/suspend", null)
                .expect(200);
        return Service.key(issued);
    }

    /**
     * A row of the table.
     *
     * @param planes {@code C} client, {@code P} principal, {@code A} admin; empty: everyone
     * @param scope {@code -} none, {@code *} full access
     * @param status what a caller gets who has all that it needs
     * @param servedBy who says so; null where the router answers
     */
    record Route(
            String method,
            String path,
            @Nullable String body,
            String planes,
            String scope,
            int status,
            @Nullable String servedBy) {
        @Override
        public String toString() {
            return method + " " + path;
        }

        boolean names() {
            return path.contains("{");
        }

        /** Where only a current key may make a credential. */
        boolean makesKeys() {
            return method.equals("POST")
                    && (path.equals("/api/v1/onboard")
                            || path.equals("/api/v1/principals")
                            || path.endsWith("/sandbox-key"));
        }

        /** Where a token is none of the credentials. */
        boolean takesKeysAlone() {
            return isSandboxKey() || path.startsWith("/api/v1/webhooks") || path.startsWith("/api/v1/crypto");
        }

        boolean isSandboxKey() {
            return path.endsWith("/sandbox-key");
        }

        String at(Fixture f) {
            return path.replace("{prn}", f.principalId)
                    .replace("{agt}", f.agent)
                    .replace("{mnd}", f.mandate);
        }
    }

    private static final String NAME = "{\"name\":\"N\"}";
    private static final String ONBOARD =
            "{\"principal\":{\"name\":\"P\"},\"agent\":{\"name\":\"A\"},\"mandate\":{\"name\":\"M\"}}";

    static List<Route> routes() {
        List<Route> routes = new ArrayList<>(List.of(
                new Route("GET", "/health", null, "", "-", 200, "health"),
                new Route("GET", "/.well-known/jwks.json", null, "", "-", 200, "jwks"),
                new Route("GET", "/api/v1/public-keys", null, "", "-", 200, "public-keys"),
                new Route("DELETE", "/api/v1/public-keys", null, "", "-", 405, null),
                new Route("GET", "/nowhere", null, "", "-", 404, null),
                new Route("GET", "/.well-known/oauth-authorization-server", null, "", "-", 200, null),
                new Route(
                        "POST",
                        "/api/v1/admin/clients",
                        "{\"name\":\"N\",\"environment\":\"live\"}",
                        "A",
                        "-",
                        201,
                        "admin"),
                new Route("GET", "/api/v1/admin/credentials?owner=nobody", null, "A", "-", 200, "admin"),
                new Route("GET", "/api/v1/admin/nothing", null, "A", "-", 404, null),
                new Route("POST", "/api/v1/onboard", ONBOARD, "C", "*", 201, "onboard"),
                new Route("GET", "/api/v1/onboard", null, "C", "*", 405, null),
                new Route("POST", "/api/v1/onboard/deeper", ONBOARD, "C", "*", 404, null),
                new Route("POST", "/api/v1/principals", NAME, "C", "principals", 201, "principals"),
                new Route("GET", "/api/v1/principals", null, "C", "principals", 405, null),
                new Route("POST", "/api/v1/principals/{prn}/agents", NAME, "C", "principals", 201, "principals"),
                new Route("GET", "/api/v1/principals/{prn}/deeper/yet", null, "C", "principals", 404, null),
                new Route("POST", "/api/v1/principals/{prn}/sandbox-key", "{}", "CP", "principals", 201, "sandbox-key"),
                new Route("POST", "/api/v1/agents/{agt}/mandates", NAME, "C", "agents", 201, "agent-mandates"),
                new Route("GET", "/api/v1/agents/{agt}/mandates", null, "P", "agents", 405, null),
                new Route(
                        "POST",
                        "/api/v1/authorize",
                        "{\"agent_id\":\"x\",\"amount\":42.00}",
                        "P",
                        "authorize",
                        200,
                        "authorize"),
                new Route("POST", "/api/v1/authorize/deeper/yet", "{}", "P", "authorize", 200, "authorize"),
                new Route("GET", "/api/v1/authorize", null, "P", "authorize", 405, null),
                new Route("GET", "/api/v1/agents", null, "P", "agents", 200, "agents"),
                new Route("GET", "/api/v1/agents/{agt}", null, "P", "agents", 200, "agents"),
                new Route("GET", "/api/v1/mandates", null, "P", "mandates", 200, "mandates"),
                new Route("GET", "/api/v1/mandates/{mnd}", null, "P", "mandates", 200, "mandates"),
                new Route("GET", "/api/v1/webhooks", null, "P", "webhooks", 200, "webhooks"),
                new Route(
                        "POST",
                        "/api/v1/webhooks",
                        "{\"url\":\"https://a.example/hook\"}",
                        "P",
                        "webhooks",
                        201,
                        "webhooks"),
                new Route("POST", "/api/v1/crypto/settlements", "{}", "P", "*", 201, "settlements"),
                new Route("GET", "/api/v1/unknown", null, "CP", "*", 404, null),
                new Route("POST", "/api/v2", null, "CP", "*", 404, null)));
        for (String read : List.of("risk", "metrics", "outcomes", "vault", "cases")) {
            routes.add(new Route("GET", "/api/v1/" + read, null, "P", read, 200, read));
        }
        return routes;
    }

    private static Service.Reply ask(Route route, Fixture f, String key) {
        return key.isEmpty()
                ? service.send(route.method(), route.at(f), route.body())
                : service.with(key, route.method(), route.at(f), route.body());
    }

    private static void expect(Route route, Fixture f, String who, String key, int status) {
        Service.Reply reply = ask(route, f, key);
        assertThat(reply.status())
                .as(route + " by " + who + ": " + reply.text())
                .isEqualTo(status);
        if (status / 100 == 2 && route.servedBy() != null) {
            assertThat(reply.json().path("served_by").textValue())
                    .as(route + " by " + who)
                    .isEqualTo(route.servedBy());
        }
    }

    private static int of(Route route, String plane, int granted) {
        return route.planes().isEmpty() ? route.status() : route.planes().contains(plane) ? granted : 401;
    }

    private static int granted(Route route, Fixture f) {
        return route.isSandboxKey() && f == LIVE ? 403 : route.status();
    }

    @ParameterizedTest
    @MethodSource("routes")
    void noKey_orAnUnknownOne_isTheUniform401(Route route) {
        expect(route, LIVE, "nobody", "", route.planes().isEmpty() ? route.status() : 401);
        expect(
                route,
                LIVE,
                "an unknown key",
                "mdt_live_nonsense",
                route.planes().isEmpty() ? route.status() : 401);
    }

    @ParameterizedTest
    @MethodSource("routes")
    void clientAndPrincipal_enterTheirOwnPlane(Route route) {
        for (Fixture f : List.of(LIVE, SANDBOX)) {
            expect(route, f, "a client", f.client, of(route, "C", granted(route, f)));
            expect(route, f, "a principal", f.principal, of(route, "P", granted(route, f)));
        }
    }

    @ParameterizedTest
    @MethodSource("routes")
    void admin_entersTheAdminPlaneAlone(Route route) {
        Service.Reply reply =
                service.send(route.method(), route.at(LIVE), route.body(), "X-Admin-Key", service.adminKey);

        assertThat(reply.status()).as(reply.text()).isEqualTo(of(route, "A", route.status()));
        expect(route, LIVE, "an admin key in a key's place", service.adminKey, of(route, "-", 401));
    }

    @ParameterizedTest
    @MethodSource("routes")
    void otherTenant_findsNothing(Route route) {
        int status = route.names() && route.servedBy() != null ? 404 : route.status();
        for (Fixture f : List.of(LIVE, SANDBOX)) {
            int seen = route.isSandboxKey() && f == LIVE ? 403 : status;
            expect(route, f, "another client", f.otherClient, of(route, "C", seen));
            expect(route, f, "another principal", f.otherPrincipal, of(route, "P", seen));
        }
    }

    @ParameterizedTest
    @MethodSource("routes")
    void otherEnvironment_findsNothing(Route route) {
        int status = route.names() && route.servedBy() != null ? 404 : route.status();
        expect(route, LIVE, "a sandbox client", SANDBOX.client, of(route, "C", status));
        expect(route, LIVE, "a sandbox principal", SANDBOX.principal, of(route, "P", status));
    }

    @ParameterizedTest
    @MethodSource("routes")
    void wrongScope_isTheUniform403(Route route) {
        boolean free = Set.of("-", "cases").contains(route.scope());
        expect(
                route,
                SANDBOX,
                "a client of another scope",
                SANDBOX.narrowClient,
                of(route, "C", free ? route.status() : 403));
        // A principal needs no scope for its own sandbox key; this one is not the fixture's own.
        int principals = route.isSandboxKey() ? 404 : free && !route.scope().equals("cases") ? route.status() : 403;
        expect(route, SANDBOX, "a principal of another scope", SANDBOX.narrowPrincipal, of(route, "P", principals));
    }

    @ParameterizedTest
    @MethodSource("routes")
    void wrongAddress_isTheUniform403(Route route) {
        expect(route, LIVE, "a client from elsewhere", LIVE.farClient, of(route, "C", 403));
        expect(route, LIVE, "a principal from elsewhere", LIVE.farPrincipal, of(route, "P", 403));
    }

    @ParameterizedTest
    @MethodSource("routes")
    void previousKey_isGood_butMakesNoKeys(Route route) {
        int clients = route.makesKeys() ? 403 : route.status();
        expect(route, SANDBOX, "a previous key", SANDBOX.previousClient, of(route, "C", clients));
        boolean notItsOwn = route.names() && route.servedBy() != null;
        int principals = route.makesKeys() ? 403 : notItsOwn ? 404 : route.status();
        expect(route, SANDBOX, "a previous key", SANDBOX.previousPrincipal, of(route, "P", principals));
    }

    @ParameterizedTest
    @MethodSource("routes")
    void suspended_isTheUniform401(Route route) {
        expect(route, LIVE, "a suspended client", LIVE.suspendedClient, of(route, "-", 401));
        expect(route, LIVE, "a suspended principal", LIVE.suspendedPrincipal, of(route, "-", 401));
    }

    @ParameterizedTest
    @MethodSource("routes")
    void keyAfterBearer_isNoCredential(Route route) {
        Service.Reply reply =
                service.send(route.method(), route.at(LIVE), route.body(), "Authorization", "Bearer " + LIVE.principal);

        assertThat(reply.status()).as(reply.text()).isEqualTo(of(route, "-", 401));
    }

    private static void expectByToken(Route route, Fixture f, String who, String token, int status) {
        Service.Reply reply = service.byToken(token, route.method(), route.at(f), route.body());
        assertThat(reply.status())
                .as(route + " by " + who + ": " + reply.text())
                .isEqualTo(status);
        if (status / 100 == 2 && !route.planes().isEmpty()) {
            assertThat(reply.json().path("served_by").textValue()).as(who).isEqualTo(route.servedBy());
            assertThat(reply.json().at("/caller/via").textValue()).as(who).isEqualTo("token");
        }
    }

    private static int ofToken(Route route, int granted) {
        return of(route, "P", route.takesKeysAlone() ? 401 : granted);
    }

    @ParameterizedTest
    @MethodSource("routes")
    void token_entersWhereItsPrincipalMay_butWhereKeysAloneDo(Route route) {
        for (Fixture f : List.of(LIVE, SANDBOX)) {
            expectByToken(route, f, "a token", f.token, ofToken(route, route.status()));
        }
    }

    @ParameterizedTest
    @MethodSource("routes")
    void tokenOfAnother_findsNothing(Route route) {
        int status = route.names() && route.servedBy() != null ? 404 : route.status();
        expectByToken(route, LIVE, "another's token", LIVE.otherToken, ofToken(route, status));
        expectByToken(route, LIVE, "a sandbox token", SANDBOX.token, ofToken(route, status));
        expectByToken(route, SANDBOX, "a live token", LIVE.token, ofToken(route, status));
        expectByToken(route, LIVE, "a previous key's token", LIVE.previousToken, ofToken(route, status));
    }

    @ParameterizedTest
    @MethodSource("routes")
    void tokenOfAnotherScopeOrAddress_isTheUniform403(Route route) {
        boolean cases = route.scope().equals("cases");
        expectByToken(route, LIVE, "a token of a narrow key", LIVE.narrowToken, ofToken(route, 403));
        expectByToken(
                route,
                LIVE,
                "a token that was asked for less",
                LIVE.askedToken,
                ofToken(route, cases ? route.status() : 403));
        expectByToken(route, LIVE, "a token from elsewhere", LIVE.farToken, ofToken(route, 403));
    }

    @ParameterizedTest
    @MethodSource("routes")
    void tokenThatIsNoneAnyMore_isTheUniform401(Route route) {
        String token = LIVE.token;
        String forged = token.substring(0, token.length() - 4) + (token.endsWith("AAAA") ? "BBBB" : "AAAA");
        for (String bad : List.of(LIVE.suspendedToken, LIVE.endedToken, forged, "x.y.z")) {
            expectByToken(route, LIVE, "a bad token", bad, of(route, "-", 401));
        }
    }

    @ParameterizedTest
    @MethodSource("routes")
    void tokenBesideAKey_orInAKeysPlace_isTheUniform401(Route route) {
        Service.Reply both = service.send(
                route.method(),
                route.at(LIVE),
                route.body(),
                "Authorization",
                "Bearer " + LIVE.token,
                "X-API-Key",
                LIVE.principal);
        assertThat(both.status()).as(route + ": " + both.text()).isEqualTo(of(route, "-", 401));
        expect(route, LIVE, "a token as a key", LIVE.token, of(route, "-", 401));
    }
}
