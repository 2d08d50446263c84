package io.keystile.examples.mandateapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators do to clients and credentials, and what follows from it at once. */
class OperatorStepsTest {
    private static Service service;

    @BeforeAll
    static void start() {
        service = Service.start();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static int agents(String key) {
        return service.with(key, "GET", "/api/v1/agents", null).status();
    }

    private static Service.Reply step(JsonNode issued, String step) {
        return service.admin("POST", "/credentials/" + Service.credential(issued) + "/" + step, null);
    }

    @Test
    void suspendedClient_stopsItsPrincipalsToo_untilResumed() {
        JsonNode client = service.client("live", "");
        String principal = Service.key(service.principal(Service.key(client), ""));
        String path = "/clients/" + client.at("/client/id").textValue();

        JsonNode suspended =
                service.admin("POST", path + "/suspend", null).expect(200).json();

        assertThat(suspended.at("/client/status").textValue()).isEqualTo("suspended");
        assertThat(agents(principal)).isEqualTo(401);
        service.with(Service.key(client), "POST", "/api/v1/principals", "{\"name\":\"N\"}")
                .expect(401);
        service.admin("POST", path + "/resume", null).expect(200);
        assertThat(agents(principal)).isEqualTo(200);
    }

    @Test
    void revoked_isForEver() {
        JsonNode principal = service.principal(Service.key(service.client("live", "")), "");

        assertThat(step(principal, "revoke")
                        .expect(200)
                        .json()
                        .at("/credential/status")
                        .textValue())
                .isEqualTo("revoked");

        assertThat(agents(Service.key(principal))).isEqualTo(401);
        step(principal, "revoke").expect(200);
        step(principal, "resume").expect(409);
        service.admin("POST", "/credentials/" + Service.credential(principal) + "/rotate", "{\"grace_seconds\":0}")
                .expect(409);
    }

    @Test
    void rotated_bothKeysWork_untilThePreviousIsEnded() {
        JsonNode principal = service.principal(Service.key(service.client("sandbox", "")), "");
        String old = Service.key(principal);

        JsonNode rotated = service.admin(
                        "POST", "/credentials/" + Service.credential(principal) + "/rotate", "{\"grace_seconds\":600}")
                .expect(200)
                .json();

        assertThat(rotated.at("/credential/previous_keys")).hasSize(1);
        assertThat(agents(old)).isEqualTo(200);
        assertThat(agents(Service.key(rotated))).isEqualTo(200);
        step(principal, "end-previous").expect(200);
        assertThat(agents(old)).isEqualTo(401);
        assertThat(agents(Service.key(rotated))).isEqualTo(200);
    }

    @Test
    void changed_scopesCountAtOnce() {
        JsonNode principal = service.principal(Service.key(service.client("live", "")), "");
        String path = "/credentials/" + Service.credential(principal);

        JsonNode changed = service.admin("PATCH", path, "{\"scopes\":\"mandates, cases\"}")
                .expect(200)
                .json();

        assertThat(changed.at("/credential/scopes")).hasSize(2);
        assertThat(agents(Service.key(principal))).isEqualTo(403);
        service.admin("PATCH", path, "{\"scopes\":\"*\"}").expect(200);
        assertThat(agents(Service.key(principal))).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"scopes\":\"\"}|scopes",
                "{\"scopes\":\"agents,\"}|scopes",
                "{\"scopes\":\"unknown\"}|scopes",
                "{\"scopes\":[]}|scopes",
                "{\"scopes\":[\" \"]}|scopes",
                "{\"ip_allowlist\":[\"10.0.0.1/8\"]}|ip_allowlist",
                "{\"ip_allowlist\":\"10.0.0.0/8\"}|ip_allowlist",
                "{\"expires_at\":\"2001-01-01T00:00:00Z\"}|expires_at",
                "{\"expires_at\":\"tomorrow\"}|expires_at",
                "{\"state\":\"active\"}|state",
            })
    void badChange_namesItsField_andChangesNothing(String body, String field) {
        JsonNode principal = service.principal(Service.key(service.client("live", "")), "");
        String path = "/credentials/" + Service.credential(principal);

        JsonNode problem = service.admin("PATCH", path, body).expect(400).json();

        assertThat(problem.path("field").textValue()).isEqualTo(field);
        assertThat(service.admin("GET", path, null).expect(200).json().path("credential"))
                .isEqualTo(principal.path("credential"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{\"name\":\"\",\"environment\":\"live\"}",
                "{\"name\":\"N\"}",
                "{\"environment\":\"live\"}"
            })
    void badClient_isMadeNowhere(String body) {
        service.admin("POST", "/clients", body).expect(400);
    }

    @Test
    void lists_findByOwnerTenantAndMaker() {
        JsonNode client = service.client("live", "");
        String id = client.at("/client/id").textValue();
        JsonNode principal = service.principal(Service.key(client), "");

        assertThat(found("owner=" + id)).isEqualTo(1);
        assertThat(found("tenant=" + id)).isEqualTo(2);
        assertThat(found("issued_by=" + Service.credential(client))).isEqualTo(1);
        assertThat(found("owner=" + principal.at("/principal/id").textValue())).isEqualTo(1);
        service.admin("GET", "/credentials", null).expect(400);
    }

    private static int found(String query) {
        return service.admin("GET", "/credentials?" + query, null)
                .expect(200)
                .json()
                .path("credentials")
                .size();
    }

    @Test
    void keyOfTheOtherEnvironment_isRefused() {
        JsonNode client = service.client("live", "");
        String path = "/clients/" + client.at("/client/id").textValue() + "/credentials";

        service.admin("POST", path, "{\"environment\":\"sandbox\"}").expect(400);
        service.admin("POST", path, "{\"environment\":\"live\"}").expect(201);
    }

    @Test
    void unknownIds_areNotFound() {
        service.admin("POST", "/clients/cli_0/suspend", null).expect(404);
        service.admin("POST", "/clients/cli_0/credentials", "{}").expect(404);
        service.admin("GET", "/credentials/acr_0", null).expect(404);
        service.admin("GET", "/credentials/acr_0000000000000000000000", null).expect(404);
    }
}
