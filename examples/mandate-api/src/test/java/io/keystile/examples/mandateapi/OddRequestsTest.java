package io.keystile.examples.mandateapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are allowed, and that nobody has in mind. */
class OddRequestsTest {
    private static final int MAX_BODY = 64 * 1024;
    private static final String CLIENT = "{\"name\":\"Acme\",\"environment\":\"live\"";

    private static Service service;
    private static String key;

    @BeforeAll
    static void start() {
        service = Service.start();
        key = Service.key(service.principal(Service.key(service.client("live", "")), ""));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"agents", "mandates", "webhooks", "risk"})
    void head_isAnsweredAsGetWithoutBody(String path) {
        Service.Reply head = service.with(key, "HEAD", "/api/v1/" + path, null).expect(200);
        assertThat(head.text()).isEmpty();
        service.with("mdt_live_nobody", "HEAD", "/api/v1/" + path, null).expect(401);
    }

    @Test
    void body_longerThanTheMost_isRefusedAndMakesNothing() {
        String longest = CLIENT + " ".repeat(MAX_BODY - CLIENT.length() - 1) + "}";
        service.admin("POST", "/clients", longest).expect(201);
        Service.Reply refused = service.admin("POST", "/clients", longest + " ").expect(413);
        assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1e400", "-1e400", "1e2147483647", "1e-2147483647", "1e99999999999", "0.001", "-1", "\"1\""})
    void amount_thatIsNoMoney_is400(String amount) {
        service.with(key, "POST", "/api/v1/authorize", "{\"amount\":" + amount + "}")
                .expect(400);
    }

    @Test
    void amount_thatNoDoubleHolds_losesNoCent() {
        JsonNode decided = service.with(key, "POST", "/api/v1/authorize", "{\"amount\":90071992547409.93}")
                .expect(200)
                .json();
        assertThat(decided.at("/authorization/amount_cents").longValue()).isEqualTo(9_007_199_254_740_993L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "\\ud800", "a b", "\\u00e9"})
    void agent_thatNoDatabaseTakes_is400(String agent) {
        service.with(key, "POST", "/api/v1/authorize", "{\"agent_id\":\"" + agent + "\"}")
                .expect(400);
    }

    @Test
    void halfASurrogatePair_isNoText() {
        service.admin("POST", "/clients", "{\"name\":\"\\ud800\",\"environment\":\"live\"}")
                .expect(400);
        service.admin("POST", "/clients", "{\"name\":\"\\ud83d\\ude00\",\"environment\":\"live\"}")
                .expect(201);
        service.with(key, "POST", "/api/v1/webhooks", "{\"url\":\"https://example.org/\\ud800\"}")
                .expect(400);
    }

    @Test
    void headerThatTheRuntimeCannotRead_getsOur400() {
        Service.Reply refused = service.send("GET", "/api/v1/agents", null, "X-API-Key", key, "Accept", "///;q=x")
                .expect(400);
        assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(refused.header("Cache-Control")).isEqualTo("no-store");
        assertThat(refused.header("X-Decision-Ref")).isNotEmpty();
        assertThat(refused.json().path("status").intValue()).isEqualTo(400);
    }
}
