package io.keystile.examples.directdebit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every procedure of the table, with every kind of credential. */
class ProceduresTest {
    private static final List<String> SCOPES = List.of(
            "alerts:read", "alerts:write", "collections:read", "mandates:read", "mandates:write", "reports:read");

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

    @ParameterizedTest
    @CsvSource({
        "mandates.get, mandates:read, mnd_1",
        "mandates.list, mandates:read,",
        "mandates.sendInvite, mandates:write, mnd_3",
        "mandates.cancel, mandates:write, mnd_3",
        "mandates.suspend, mandates:write, mnd_3",
        "mandates.reactivate, mandates:write, mnd_3",
        "collections.get, collections:read, col_1",
        "collections.list, collections:read,",
        "collections.upcoming, collections:read,",
        "alerts.list, alerts:read,",
        "alerts.acknowledge, alerts:write, alr_1",
        "reports.collectionSuccessRate, reports:read,",
        "reports.clawbackHistory, reports:read,",
        "reports.mandateActivity, reports:read,",
    })
    void eachCredential_eachProcedure(String procedure, String scope, String id) {
        String live = id == null ? "{}" : "{\"id\":\"" + id + "_live_org_a\"}";
        String sandbox = id == null ? "{}" : "{\"id\":\"" + id + "_sandbox_org_a\"}";

        JsonNode right = issue(scope, "");
        JsonNode data = served(procedure, live, "key", Service.bearer(right));
        assertThat(data.at("/caller/environment").textValue()).isEqualTo("live");
        assertThat(data.at("/caller/credential")).isEqualTo(right.at("/credential/id"));
        assertThat(data.at("/caller/scopes")).isEqualTo(right.at("/credential/scopes"));
        assertThat(data.at("/caller/plane").textValue()).isEqualTo("principal");
        assertThat(data.at("/caller/owner").textValue()).isEqualTo("org_a");
        assertThat(data.at("/caller/tenant").textValue()).isEqualTo("org_a");
        served(procedure, live, "key", "X-API-Key", right.path("api_key").textValue());

        JsonNode playground = issue(scope, ",\"environment\":\"sandbox\"");
        JsonNode sandboxData = served(procedure, sandbox, "key", Service.bearer(playground));
        assertThat(sandboxData.at("/caller/environment").textValue()).isEqualTo("sandbox");

        JsonNode user = served(procedure, live, "session", session);
        assertThat(user.at("/caller/owner").textValue()).isEqualTo("alice");
        assertThat(user.at("/caller/tenant").textValue()).isEqualTo("org_a");
        for (String unknown : List.of("plane", "credential", "environment")) {
            assertThat(user.at("/caller").get(unknown).isNull()).as(unknown).isTrue();
        }
        assertThat(user.at("/caller/scopes")).isEmpty();

        JsonNode next = service.post(Service.path(right, "rotate"), "{\"grace_seconds\":60}", session)
                .json();
        served(procedure, live, "key", Service.bearer(next));
        served(procedure, live, "previous_key", Service.bearer(right));
    }

    private JsonNode served(String procedure, String input, String via, String... headers) {
        Reply reply = service.post("/api/trpc/" + procedure, input, headers);
        assertThat(reply.status()).as(procedure).isEqualTo(200);
        assertThat(reply.data().path("procedure").textValue()).isEqualTo(procedure);
        assertThat(reply.data().path("served_by").textValue()).isEqualTo(procedure);
        assertThat(reply.data().at("/caller/via").textValue()).isEqualTo(via);
        for (JsonNode item : reply.data().path("items")) {
            assertThat(item.path("id").isTextual()).isTrue();
        }
        return reply.data();
    }

    @ParameterizedTest
    @CsvSource({
        "mandates.get, mandates:read",
        "mandates.list, mandates:read",
        "mandates.sendInvite, mandates:write",
        "mandates.cancel, mandates:write",
        "mandates.suspend, mandates:write",
        "mandates.reactivate, mandates:write",
        "collections.get, collections:read",
        "collections.list, collections:read",
        "collections.upcoming, collections:read",
        "alerts.list, alerts:read",
        "alerts.acknowledge, alerts:write",
        "reports.collectionSuccessRate, reports:read",
        "reports.clawbackHistory, reports:read",
        "reports.mandateActivity, reports:read",
    })
    void eachDeadCredential_eachProcedure_refusedAlike(String procedure, String scope) {
        JsonNode suspended = issue(scope, "");
        service.post(Service.path(suspended, "suspend"), "", session);
        JsonNode revoked = issue(scope, "");
        service.post(Service.path(revoked, "revoke"), "", session);
        JsonNode expired =
                issue(scope, ",\"expires_at\":\"" + service.clock.instant().plus(Duration.ofMinutes(1)) + "\"");
        JsonNode outOfGrace = issue(scope, "");
        service.post(Service.path(outOfGrace, "rotate"), "{\"grace_seconds\":60}", session);
        service.clock.advance(Duration.ofMinutes(1));
        JsonNode good = issue(scope, "");

        List<String[]> unauthenticated = new ArrayList<>();
        unauthenticated.add(new String[0]);
        for (JsonNode dead : List.of(suspended, revoked, expired, outOfGrace)) {
            unauthenticated.add(Service.bearer(dead));
        }
        String key = good.path("api_key").textValue();
        unauthenticated.add(new String[] {"Authorization", "Bearer " + key + "x"});
        unauthenticated.add(new String[] {"Authorization", "Bearer " + key, "X-API-Key", key});
        unauthenticated.add(new String[] {"Authorization", "Basic " + key});
        unauthenticated.add(new String[] {session[0], session[1], "X-API-Key", "dd_live_nonsense"});
        assertAlike(401, procedure, unauthenticated);

        List<String[]> forbidden = new ArrayList<>();
        forbidden.add(Service.bearer(issueAllBut(scope)));
        forbidden.add(Service.bearer(issue(scope, ",\"ip_allowlist\":[\"203.0.113.0/24\"]")));
        forbidden.add(new String[] {session[0], session[1], "Origin", "https://evil.example"});
        assertAlike(403, procedure, forbidden);
    }

    private void assertAlike(int status, String procedure, List<String[]> credentials) {
        TreeSet<String> answers = new TreeSet<>();
        for (String[] headers : credentials) {
            Reply reply = service.post("/api/trpc/" + procedure, "{}", headers);
            assertThat(reply.status()).as(String.join(" ", headers)).isEqualTo(status);
            answers.add(reply.uniform());
        }
        assertThat(answers).hasSize(1);
    }

    @Test
    void suspension_showsInLaterReads_andNotInTheOtherEnvironment() {
        String all = "{\"scopes\":[\"mandates:read\",\"mandates:write\",\"reports:read\",\"collections:read\"]";
        String[] bob = service.bob();
        String[] live = Service.bearer(service.issue(bob, all + "}"));
        String[] sandbox = Service.bearer(service.issue(bob, all + ",\"environment\":\"sandbox\"}"));

        Reply done = service.post("/api/trpc/mandates.suspend", "{\"id\":\"mnd_1_live_org_b\"}", live);

        assertThat(done.data().at("/item/status").textValue()).isEqualTo("suspended");
        assertThat(get("mandates.get", "{\"id\":\"mnd_1_live_org_b\"}", live)
                        .at("/item/status")
                        .textValue())
                .isEqualTo("suspended");
        assertThat(get("mandates.list", "{}", live).at("/items/0/status").textValue())
                .isEqualTo("suspended");
        assertThat(get("reports.mandateActivity", "{}", live).at("/items").toString())
                .contains("{\"id\":\"suspended\",\"mandates\":2}");
        assertThat(get("collections.upcoming", "{}", live).at("/items")).hasSize(1);
        assertThat(get("reports.mandateActivity", "{}", sandbox).at("/items").toString())
                .contains("{\"id\":\"suspended\",\"mandates\":1}");
        assertThat(get("collections.upcoming", "{}", sandbox).at("/items")).hasSize(2);
    }

    @Test
    void anotherOrganisationsRecord_isNotThere() {
        String[] key = Service.bearer(issue("mandates:read", ""));

        Reply reply = service.get(query("mandates.get", "{\"id\":\"mnd_1_live_org_b\"}"), key);

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.json().at("/error/data/code").textValue()).isEqualTo("NOT_FOUND");
        assertThat(reply.json().at("/error/data/httpStatus").intValue()).isEqualTo(404);
        assertThat(reply.json().at("/error/data/path").textValue()).isEqualTo("mandates.get");
    }

    private JsonNode get(String procedure, String input, String[] headers) {
        return service.get(query(procedure, input), headers).data();
    }

    private static String query(String procedure, String input) {
        return "/api/trpc/" + procedure + "?input=" + URLEncoder.encode(input, StandardCharsets.UTF_8);
    }

    private JsonNode issue(String scope, String more) {
        return service.issue(session, "{\"scopes\":[\"" + scope + "\"]" + more + "}");
    }

    private JsonNode issueAllBut(String scope) {
        List<String> others = SCOPES.stream()
                .filter(s -> !s.equals(scope))
                .map(s -> '"' + s + '"')
                .toList();
        return service.issue(session, "{\"scopes\":" + others + "}");
    }
}
