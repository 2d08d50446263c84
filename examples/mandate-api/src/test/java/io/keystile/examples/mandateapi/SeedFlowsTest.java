package io.keystile.examples.mandateapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keystile.key.Environment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The header reference of Mandate Labs' own document, base URL and ids aside. */
class SeedFlowsTest {
    private static Service service;

    @BeforeAll
    static void start() {
        service = Service.start();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void clientOnboards_principalAuthorizes() {
        String client = Service.key(service.client("live", ""));

        JsonNode onboarded = service.send(
                        "POST",
                        "/api/v1/onboard",
                        "{ \"principal\": { \"name\": \"Acme\" }, \"agent\": { \"name\": \"Buyer\" },"
                                + " \"mandate\": { \"name\": \"Lunch\" } }",
                        "X-API-Key",
                        client,
                        "Idempotency-Key",
                        "onboard-acme-001")
                .expect(201)
                .json();

        assertThat(onboarded.path("caller").path("plane").textValue()).isEqualTo("client");
        JsonNode authorized = service.send(
                        "POST",
                        "/api/v1/authorize",
                        """
                        {
                            "agent_id": "%s",
                            "amount": 42.00,
                            "currency": "USD",
                            "mcc": "5812",
                            "intent_context": { "task_reference": "Lunch order for the team" }
                          }
                        """.formatted(onboarded.at("/agent/id").textValue()),
                        "X-API-Key",
                        Service.key(onboarded))
                .expect(200)
                .json();
        assertThat(authorized.at("/authorization/approved").booleanValue()).isTrue();
        assertThat(authorized.at("/authorization/amount_cents").longValue()).isEqualTo(4200);
        assertThat(authorized.at("/caller/owner").textValue())
                .isEqualTo(onboarded.at("/principal/id").textValue());
        assertThat(authorized.at("/caller/via").textValue()).isEqualTo("key");
    }

    @Test
    void principalExchangesItsKeyForAToken_andAuthorizesWithThat() {
        String client = Service.key(service.client("live", ""));
        JsonNode principal = service.with(
                        client,
                        "POST",
                        "/api/v1/onboard",
                        "{\"principal\":{\"name\":\"Acme\",\"scopes\":\"authorize,agents\"},"
                                + "\"agent\":{\"name\":\"Buyer\"},\"mandate\":{\"name\":\"Lunch\"}}")
                .expect(201)
                .json();

        Service.Reply exchanged = service.askForToken(Service.owner(principal), Service.key(principal), "")
                .expect(200);

        JsonNode token = exchanged.json();
        assertThat(token.path("access_token").textValue()).startsWith("eyJ");
        assertThat(token.path("token_type").textValue()).isEqualTo("Bearer");
        assertThat(token.path("expires_in").longValue()).isEqualTo(3600);
        assertThat(token.path("scope").textValue()).isEqualTo("agents,authorize");
        assertThat(exchanged.header("Cache-Control")).isEqualTo("no-store");
        JsonNode authorized = service.byToken(
                        token.path("access_token").textValue(), "POST", "/api/v1/authorize", """
                        { "agent_id": "%s", "amount": 42.00, "intent_context": { "task_reference": "Lunch" } }
                        """.formatted(
                                        principal.at("/agent/id").textValue()))
                .expect(200)
                .json();
        assertThat(authorized.at("/authorization/approved").booleanValue()).isTrue();
        assertThat(authorized.at("/caller/owner").textValue()).isEqualTo(Service.owner(principal));
        assertThat(authorized.at("/caller/via").textValue()).isEqualTo("token");
        assertThat(authorized.at("/caller/scopes")).hasSize(2);
    }

    @Test
    void onboardedTwiceWithOneKey_isOnboardedOnce() {
        String client = Service.key(service.client("sandbox", ""));
        String body = "{\"principal\":{\"name\":\"P\"},\"agent\":{\"name\":\"A\"},\"mandate\":{\"name\":\"M\"}}";
        String[] headers = {"X-API-Key", client, "Idempotency-Key", "once"};

        JsonNode first = service.send("POST", "/api/v1/onboard", body, headers)
                .expect(201)
                .json();
        JsonNode again = service.send("POST", "/api/v1/onboard", body, headers)
                .expect(201)
                .json();

        assertThat(again.path("key_already_issued").booleanValue()).isTrue();
        assertThat(again.has("api_key")).isFalse();
        assertThat(again.path("principal")).isEqualTo(first.path("principal"));
        assertThat(again.path("credential")).isEqualTo(first.path("credential"));
        service.send("POST", "/api/v1/onboard", body.replace("\"P\"", "\"Q\""), headers)
                .expect(422);
    }

    @Test
    void onboardingThatFailsAtItsEnd_leavesNothing() {
        JsonNode client = service.client("live", "");
        String body = "{\"principal\":{\"name\":\"P\",\"expires_at\":\"2001-01-01T00:00:00Z\"},"
                + "\"agent\":{\"name\":\"A\"},\"mandate\":{\"name\":\"M\"}}";

        service.with(Service.key(client), "POST", "/api/v1/onboard", body).expect(400);

        String id = client.at("/client/id").textValue();
        assertThat(service.server.principals(Environment.LIVE, id)).isEmpty();
        assertThat(service.admin("GET", "/credentials?tenant=" + id, null)
                        .json()
                        .path("credentials"))
                .hasSize(1);
    }
}
