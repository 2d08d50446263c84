package io.keystile.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.credential.Access;
import io.keystile.lifecycle.IssuedKey;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every adapter promises, over real sockets: who may pass, with which caller, and that all others get the uniform
 * answers and nothing behind the adapter runs. To be extended for each adapter and server; a subclass starts the server,
 * and says what it lacks.
 */
public abstract class HttpAdapterContract extends SessionContract {
    /** For subclasses. */
    protected HttpAdapterContract() {}

    @Test
    void openRoute_forEveryone_hasNoCaller() {
        assertServed(get(AdapterFixture.HEALTH), "HEALTH", "-");
        assertServed(get(AdapterFixture.HEALTH, AdapterFixture.header(service().issue())), "HEALTH", "-");
        assertServed(get(AdapterFixture.HEALTH, "X-API-Key: garbage"), "HEALTH", "-");
    }

    @Test
    void pathOutsideTheRoots_isTheApplications() {
        assertServed(get(AdapterFixture.PUBLIC), "PUBLIC", "-");
        assertThat(get("/nowhere").status()).isEqualTo(404);
    }

    @Test
    void goodKey_inEachOfItsPlaces_passesWithItsCaller() {
        String key = service().issue().key().reveal();

        assertServed(get(AdapterFixture.ITEMS, "X-API-Key: " + key), "ITEMS", "prn_1");
        assertServed(get(AdapterFixture.ITEMS, "x-api-key: " + key), "ITEMS", "prn_1");
        assertServed(get(AdapterFixture.ITEMS, "Authorization: Bearer " + key), "ITEMS", "prn_1");
        assertServed(get(AdapterFixture.ADMIN, "X-Admin-Key: " + AdapterFixture.OPERATOR_KEY), "ADMIN", "root");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
    void goodKey_everyMethod_reachesTheResourceAsSent(String method) {
        RawAnswer answer = ask(
                method + " " + AdapterFixture.ITEMS + "/7?a=b",
                AdapterFixture.header(service().issue()));

        assertServed(answer, "ITEMS", "prn_1");
        assertThat(answer.header("X-Method")).isEqualTo(method);
        assertThat(answer.header("X-Path")).isEqualTo(AdapterFixture.ITEMS + "/7");
    }

    // REST containers route a HEAD to the resource of GET, behind whatever was decided about it.
    @Test
    void head_isHeldToWhatGetIs() {
        String key = AdapterFixture.header(service().issue());
        String other = AdapterFixture.header(service().issue(asked -> asked.access(Access.only("other"))));

        assertThat(ask("HEAD " + AdapterFixture.ITEMS, other).status()).isEqualTo(403);
        assertThat(ask("HEAD " + AdapterFixture.ITEMS).status()).isEqualTo(401);
        assertThat(setup().runs()).isZero();
        assertThat(ask("HEAD " + AdapterFixture.ITEMS, key).status()).isEqualTo(200);
        assertThat(setup().runs()).isEqualTo(1);
    }

    @Test
    void methodOverride_byHeader_changesNothing() {
        List<String> overrides = List.of("X-HTTP-Method-Override: GET", "X-Method-Override: GET", "X-HTTP-Method: GET");

        for (String override : overrides) {
            assertThat(ask("POST " + AdapterFixture.HEALTH, override).status()).isEqualTo(401);
        }
        assertThat(setup().runs()).isZero();
    }

    @Test
    void trailingSlash_neverWidensAKey() {
        String other = AdapterFixture.header(service().issue(asked -> asked.access(Access.only("other"))));

        assertThat(get(AdapterFixture.ITEMS + "/", other).status()).isIn(400, 403);
        assertThat(get(AdapterFixture.ADMIN + "/", other).status()).isIn(400, 401, 403);
        assertThat(setup().runs()).isZero();
    }

    @Test
    void contextPath_isNoPartOfTheRules() {
        startAt("/app");
        String key = AdapterFixture.header(service().issue());

        assertUniform(401, List.of(get("/app" + AdapterFixture.ITEMS), get("/app" + AdapterFixture.ADMIN, key)));
        assertThat(get("/app/app" + AdapterFixture.ITEMS, key).header("X-Resource"))
                .isNull();
        assertServed(get("/app" + AdapterFixture.ITEMS, key), "ITEMS", "prn_1");
        assertServed(get("/app" + AdapterFixture.PUBLIC), "PUBLIC", "-");
    }

    @Test
    void previousKey_passesUntilItsGraceIsOver() {
        IssuedKey old = service().issue();
        IssuedKey next =
                service().planted(service().lifecycle().rotate(old.credential().id(), Duration.ofHours(1)));

        assertServed(get(AdapterFixture.ITEMS, AdapterFixture.header(old)), "ITEMS", "prn_1");
        assertServed(get(AdapterFixture.ITEMS, AdapterFixture.header(next)), "ITEMS", "prn_1");
        service().time().advance(Duration.ofHours(1));
        assertThat(get(AdapterFixture.ITEMS, AdapterFixture.header(old)).status())
                .isEqualTo(401);
        assertServed(get(AdapterFixture.ITEMS, AdapterFixture.header(next)), "ITEMS", "prn_1");
    }

    @Test
    void allowlist_isHeldAgainstTheAddressBehindTheProxies() {
        String key = AdapterFixture.header(service().issue(asked -> asked.allowAddresses("203.0.113.0/24")));
        setup().simulatePeer("10.0.0.5");

        assertServed(get(AdapterFixture.ITEMS, key, "X-Forwarded-For: 203.0.113.9"), "ITEMS", "prn_1");
        assertServed(
                get(AdapterFixture.ITEMS, key, "X-Forwarded-For: 192.0.2.1", "X-Forwarded-For: 203.0.113.9, 10.0.0.6"),
                "ITEMS",
                "prn_1");
        assertThat(get(AdapterFixture.ITEMS, key, "X-Forwarded-For: 203.0.113.9, 192.0.2.1")
                        .status())
                .isEqualTo(403);
        assertThat(get(AdapterFixture.ITEMS, key).status()).isEqualTo(403);
        setup().simulatePeer("203.0.113.9");
        assertServed(get(AdapterFixture.ITEMS, key, "X-Forwarded-For: 192.0.2.1"), "ITEMS", "prn_1");
        setup().simulatePeer("192.0.2.1");
        assertThat(get(AdapterFixture.ITEMS, key, "X-Forwarded-For: 203.0.113.9")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void callers_onOneConnection_doNotStick() {
        IssuedKey issued = service().issue();
        String head = " HTTP/1.1\r\nHost: localhost\r\n";
        String key = AdapterFixture.header(issued) + "\r\n";
        try (RawHttp http = RawHttp.connect(port())) {
            http.send("GET " + AdapterFixture.ITEMS + head + key + "\r\n");
            assertServed(checked(http.read(false)), "ITEMS", "prn_1");
            http.send("GET " + AdapterFixture.HEALTH + head + "\r\n");
            assertServed(checked(http.read(false)), "HEALTH", "-");
            http.send("GET " + AdapterFixture.ITEMS + head + "\r\n");
            assertThat(checked(http.read(false)).status()).isEqualTo(401);
            service().lifecycle().revoke(issued.credential().id());
            http.send("GET " + AdapterFixture.ITEMS + head + key + "\r\n");
            assertThat(checked(http.read(false)).status()).isEqualTo(401);
        }
    }

    @Test
    void expectContinue_granted_takesTheBody() {
        try (RawHttp http = RawHttp.connect(port())) {
            http.send(RawHttp.head(
                    "POST " + AdapterFixture.ITEMS,
                    List.of(AdapterFixture.header(service().issue()), "Expect: 100-continue", "Content-Length: 4")));
            assertThat(http.readOne(false).status()).isEqualTo(100);
            http.send("body");
            assertServed(checked(http.read(false)), "ITEMS", "prn_1");
        }
    }
}
