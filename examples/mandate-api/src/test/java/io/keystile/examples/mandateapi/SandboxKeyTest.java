package io.keystile.examples.mandateapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Keys that the sandbox's principals make for themselves. */
class SandboxKeyTest {
    private static Service service;

    @BeforeAll
    static void start() {
        service = Service.start();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static String path(JsonNode principal) {
        return "/api/v1/principals/" + principal.at("/credential/owner").textValue() + "/sandbox-key";
    }

    @Test
    void principalsOwn_getsAtMostItsMakers() {
        JsonNode maker = service.principal(
                Service.key(service.client("sandbox", "")),
                ",\"scopes\":\"agents,cases\",\"expires_at\":\"2999-01-01T00:00:00Z\",\"ip_allowlist\":[\"127.0.0.0/8\"]");
        String key = Service.key(maker);

        JsonNode made =
                service.with(key, "POST", path(maker), null).expect(201).json().path("credential");

        for (String inherited : new String[] {"scopes", "expires_at", "ip_allowlist", "owner", "tenant"}) {
            assertThat(made.path(inherited)).isEqualTo(maker.path("credential").path(inherited));
        }
        assertThat(made.path("issued_by").textValue()).isEqualTo(Service.credential(maker));
        service.with(key, "POST", path(maker), "{\"scopes\":\"cases\"}").expect(201);
        service.with(key, "POST", path(maker), "{\"scopes\":\"cases,vault\"}").expect(400);
        service.with(key, "POST", path(maker), "{\"scopes\":\"*\"}").expect(400);
        service.with(key, "POST", path(maker), "{\"expires_at\":\"2999-01-01T00:00:01Z\"}")
                .expect(400);
        service.with(key, "POST", path(maker), "{\"ip_allowlist\":[\"0.0.0.0/0\"]}")
                .expect(400);
    }

    @Test
    void clients_takesItsSettingsFromTheRequest() {
        JsonNode client = service.client("sandbox", ",\"ip_allowlist\":[\"127.0.0.0/8\"]");
        JsonNode principal = service.principal(Service.key(client), "");

        JsonNode made = service.with(Service.key(client), "POST", path(principal), "{\"scopes\":\"cases\"}")
                .expect(201)
                .json()
                .path("credential");

        assertThat(made.path("issued_by").textValue()).isEqualTo(Service.credential(client));
        assertThat(made.path("ip_allowlist")).isEmpty();
        assertThat(made.path("scopes").path(0).textValue()).isEqualTo("cases");
    }
}
