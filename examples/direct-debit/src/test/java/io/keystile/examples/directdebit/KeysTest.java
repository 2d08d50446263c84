package io.keystile.examples.directdebit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keystile.credential.CredentialId;
import io.keystile.credential.LifecycleEvent;
import io.keystile.key.Environment;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The life of keys, in the hands of users. */
class KeysTest {
    private static final String READ = "{\"scopes\":[\"mandates:read\"]";

    private static Service service;
    private static String[] alice;

    @BeforeAll
    static void start() {
        service = Service.start();
        alice = service.alice();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void issued_answersTheWholeCredential() {
        Reply reply = service.post(
                "/api/keys",
                "{\"scopes\":[\"reports:read\",\"mandates:read\"],\"environment\":\"sandbox\","
                        + "\"ip_allowlist\":[\"127.0.0.0/8\",\"2001:db8::1\"],\"expires_at\":\"2030-01-31T13:00:00+01:00\"}",
                alice);

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.header("cache-control")).isEqualTo("no-store");
        String key = reply.json().path("api_key").textValue();
        JsonNode credential = reply.json().path("credential");
        assertThat(key).startsWith("dd_test_");
        assertThat(credential.path("key_hint").textValue()).isEqualTo("dd_test_…" + key.substring(key.length() - 4));
        assertThat(credential.toString())
                .isEqualTo("{\"id\":" + credential.path("id")
                        + ",\"plane\":\"principal\",\"owner\":\"org_a\",\"tenant\":\"org_a\",\"environment\":\"sandbox\","
                        + "\"scopes\":[\"mandates:read\",\"reports:read\"],\"ip_allowlist\":[\"127.0.0.0/8\",\"2001:db8::1\"],"
                        + "\"created_at\":\"" + service.clock.instant() + "\",\"expires_at\":\"2030-01-31T12:00:00Z\","
                        + "\"status\":\"active\",\"issued_by\":\"session:alice\",\"key_hint\":"
                        + credential.path("key_hint") + ",\"previous_keys\":[],\"last_used_at\":null}");
        assertThat(reply.json().path("served_by").textValue()).isEqualTo("keys");
        assertThat(reply.json().at("/caller/via").textValue()).isEqualTo("session");
    }

    @Test
    void list_hasBothEnvironments_ownOrganisationOnly_andNoKey() {
        JsonNode live = service.issue(alice, READ + "}");
        JsonNode sandbox = service.issue(alice, READ + ",\"environment\":\"sandbox\"}");
        JsonNode bobs = service.issue(service.bob(), READ + "}");

        Reply reply = service.get("/api/keys", alice);

        List<String> ids = reply.json().path("credentials").findValuesAsText("id");
        assertThat(ids).contains(id(live), id(sandbox)).doesNotContain(id(bobs));
        assertThat(reply.body()).doesNotContain(live.path("api_key").textValue(), "api_key");
    }

    @Test
    void rotation_bothKeysWork_untilEnded() {
        JsonNode first = service.issue(alice, READ + "}");

        Reply rotated = service.post(Service.path(first, "rotate"), "{\"grace_seconds\":3600}", alice);

        assertThat(rotated.status()).isEqualTo(200);
        JsonNode previous = rotated.json().at("/credential/previous_keys");
        assertThat(previous).hasSize(1);
        assertThat(previous.at("/0/key_hint")).isEqualTo(first.at("/credential/key_hint"));
        assertThat(previous.at("/0/valid_until").textValue())
                .isEqualTo(service.clock.instant().plus(Duration.ofHours(1)).toString());
        assertThat(status(first)).isEqualTo(200);
        assertThat(status(rotated.json())).isEqualTo(200);

        Reply ended = service.post(Service.path(first, "end-previous"), "", alice);

        assertThat(ended.json().at("/credential/previous_keys")).isEmpty();
        assertThat(ended.json().has("api_key")).isFalse();
        assertThat(status(first)).isEqualTo(401);
        assertThat(status(rotated.json())).isEqualTo(200);
    }

    @Test
    void rotationEndingPrevious_leavesTheReplacedKeyAlone() {
        JsonNode first = service.issue(alice, READ + "}");
        JsonNode second = rotate(first, "{\"grace_seconds\":60}");
        JsonNode third = rotate(first, "{\"grace_seconds\":60,\"end_previous\":true}");

        assertThat(status(first)).isEqualTo(401);
        assertThat(status(second)).isEqualTo(200);
        assertThat(status(third)).isEqualTo(200);
    }

    @Test
    void graceOver_keyIsDeadAndNotListed() {
        JsonNode first = service.issue(alice, READ + "}");
        JsonNode second = rotate(first, "{\"grace_seconds\":60}");
        service.clock.advance(Duration.ofSeconds(60));

        assertThat(status(first)).isEqualTo(401);
        assertThat(service.post(Service.path(second, "resume"), "", alice)
                        .json()
                        .at("/credential/previous_keys"))
                .isEmpty();
    }

    @Test
    void suspended_untilResumed_revokedForEver() {
        JsonNode issued = service.issue(alice, READ + "}");

        assertThat(statusAfter(issued, "suspend")).isEqualTo("suspended");
        assertThat(status(issued)).isEqualTo(401);
        assertThat(statusAfter(issued, "resume")).isEqualTo("active");
        assertThat(status(issued)).isEqualTo(200);
        assertThat(statusAfter(issued, "revoke")).isEqualTo("revoked");
        assertThat(status(issued)).isEqualTo(401);
        assertThat(statusAfter(issued, "revoke")).as("again").isEqualTo("revoked");
        assertThat(service.post(Service.path(issued, "resume"), "", alice).status())
                .isEqualTo(409);
        assertThat(service.post(Service.path(issued, "rotate"), "{\"grace_seconds\":0}", alice)
                        .status())
                .isEqualTo(409);
    }

    @Test
    void expired_cannotBeRotated() {
        JsonNode issued = service.issue(
                alice, READ + ",\"expires_at\":\"" + service.clock.instant().plus(Duration.ofSeconds(1)) + "\"}");
        service.clock.advance(Duration.ofSeconds(1));

        assertThat(service.post(Service.path(issued, "rotate"), "{\"grace_seconds\":0}", alice)
                        .status())
                .isEqualTo(409);
        assertThat(statusAfter(issued, "end-previous")).isEqualTo("expired");
    }

    @Test
    void eleventhPreviousKey_refused() {
        JsonNode issued = service.issue(alice, READ + "}");
        for (int i = 0; i < 10; i++) {
            rotate(issued, "{\"grace_seconds\":60}");
        }

        Reply reply = service.post(Service.path(issued, "rotate"), "{\"grace_seconds\":60}", alice);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("field").textValue()).isEqualTo("grace_seconds");
        assertThat(service.post(Service.path(issued, "rotate"), "{\"grace_seconds\":0}", alice)
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rotate", "end-previous", "suspend", "resume", "revoke"})
    void anothersOrUnknown_isNotThere(String step) {
        JsonNode bobs = service.issue(service.bob(), READ + "}");
        String unknown = "/api/keys/acr_0000000000000000000000/" + step;
        String malformed = "/api/keys/acr_0/" + step;

        Reply another = service.post(Service.path(bobs, step), "{\"grace_seconds\":0}", alice);

        assertThat(another.status()).isEqualTo(404);
        assertThat(another.body())
                .isEqualTo(service.post(unknown, "{\"grace_seconds\":0}", alice).body());
        assertThat(another.body())
                .isEqualTo(service.post(malformed, "{}", alice).body());
        assertThat(status(bobs)).isEqualTo(200);
        assertThat(service.get(Service.path(bobs, step), alice).status()).isEqualTo(405);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/keys/", "/api/keys/acr_0000000000000000000000", "/api/keys/a/b/c"})
    void otherPaths_areNotThere(String path) {
        assertThat(service.post(path, "{}", alice).status()).isEqualTo(404);
    }

    @Test
    void keysAreForSessionsAlone() {
        JsonNode issued = service.issue(alice, READ + "}");

        assertThat(service.get("/api/keys").status()).isEqualTo(401);
        assertThat(service.get("/api/keys", Service.bearer(issued)).status()).isEqualTo(401);
        assertThat(service.post("/api/keys", READ + "}", Service.bearer(issued)).status())
                .isEqualTo(401);
    }

    @Test
    void events_nameTheUserAndTheAddress() {
        JsonNode issued = service.issue(alice, READ + "}");
        service.post(Service.path(issued, "suspend"), "", alice);

        List<LifecycleEvent> events =
                service.server.keystile().credentials(Environment.LIVE).events(new CredentialId(id(issued)), 10);

        assertThat(events).extracting(e -> e.actor().name()).containsExactly("session:alice", "session:alice");
        assertThat(events).extracting(e -> String.valueOf(e.actor().address())).containsOnly("127.0.0.1");
    }

    private static String id(JsonNode issued) {
        return issued.at("/credential/id").textValue();
    }

    private static JsonNode rotate(JsonNode issued, String body) {
        return service.post(Service.path(issued, "rotate"), body, alice).json();
    }

    private static String statusAfter(JsonNode issued, String step) {
        Reply reply = service.post(Service.path(issued, step), "", alice);
        assertThat(reply.status()).isEqualTo(200);
        return reply.json().at("/credential/status").textValue();
    }

    private static int status(JsonNode issued) {
        return service.get("/api/trpc/mandates.list", Service.bearer(issued)).status();
    }
}
