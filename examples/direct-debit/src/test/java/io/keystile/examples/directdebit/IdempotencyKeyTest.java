package io.keystile.examples.directdebit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keystile.jdbc.Idempotency;
import io.keystile.jdbc.IdempotentRequest;
import io.keystile.jdbc.Once;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest {
    private static final String BODY = "{\"scopes\":[\"mandates:read\"]}";
    private static final String LIVE = "jdbc:h2:mem:" + UUID.randomUUID();
    private static final String SANDBOX = "jdbc:h2:mem:" + UUID.randomUUID();

    private static Service service;
    private static String[] alice;

    @BeforeAll
    static void start() {
        service = Service.start("--database", LIVE, "--sandbox-database", SANDBOX);
        alice = service.alice();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void repeated_sameAnswerWithoutTheKey_andOneCredential() {
        int before = credentials();
        Reply first = issue(BODY, "repeated");
        Reply again = issue(BODY, "repeated");

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.json().has("key_already_issued")).isFalse();
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.json().has("api_key")).isFalse();
        assertThat(again.json().path("key_already_issued").booleanValue()).isTrue();
        assertThat(again.json().path("credential")).isEqualTo(first.json().path("credential"));
        assertThat(again.json().path("caller")).isEqualTo(first.json().path("caller"));
        assertThat(credentials()).isEqualTo(before + 1);
    }

    @Test
    void repeated_inSandbox_too() {
        String body = "{\"scopes\":[\"mandates:read\"],\"environment\":\"sandbox\"}";
        Reply first = issue(body, "sandbox");
        Reply again = issue(body, "sandbox");

        assertThat(first.json().path("api_key").textValue()).startsWith("dd_test_");
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.json().path("key_already_issued").booleanValue()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"scopes\":[\"mandates:write\"]}",
                "{\"scopes\":[\"mandates:read\"] }",
                "{\"scopes\":[\"mandates:read\"],\"environment\":\"sandbox\"}"
            })
    void otherBody_422_andNothingIssued(String other) {
        String key = UUID.randomUUID().toString();
        issue(BODY, key);
        int before = credentials();

        assertThat(issue(other, key).status()).isEqualTo(422);

        assertThat(credentials()).isEqualTo(before);
    }

    @Test
    void otherEnvironmentFirst_422() {
        issue("{\"scopes\":[\"mandates:read\"],\"environment\":\"sandbox\"}", "sandbox-first-2");
        assertThat(issue(BODY, "sandbox-first-2").status()).isEqualTo(422);
    }

    @Test
    void raced_inBothEnvironments_oneKey() throws Exception {
        String sandbox = "{\"scopes\":[\"mandates:read\"],\"environment\":\"sandbox\"}";
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (int race = 0; race < 10; race++) {
                String key = "raced-" + race;
                List<Callable<Reply>> requests = List.of(
                        () -> issue(BODY, key),
                        () -> issue(sandbox, key),
                        () -> issue(sandbox, key),
                        () -> issue(BODY, key));
                int keys = 0;
                for (Future<Reply> done : threads.invokeAll(requests)) {
                    Reply reply = done.get();
                    assertThat(reply.status()).isIn(201, 409, 422);
                    keys += reply.status() == 201 && reply.json().has("api_key") ? 1 : 0;
                }
                assertThat(keys).isEqualTo(1);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void rotation_onceOnly() {
        JsonNode issued = service.issue(alice, BODY);
        String path = Service.path(issued, "rotate");
        Reply first = service.post(path, "{\"grace_seconds\":60}", Lines.of(alice, "Idempotency-Key", "rotation"));
        Reply again = service.post(path, "{\"grace_seconds\":60}", Lines.of(alice, "Idempotency-Key", "rotation"));
        Reply other = service.post(path, "{\"grace_seconds\":61}", Lines.of(alice, "Idempotency-Key", "rotation"));

        assertThat(first.status()).isEqualTo(200);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().has("api_key")).isFalse();
        assertThat(again.json().path("key_already_issued").booleanValue()).isTrue();
        assertThat(other.status()).isEqualTo(422);
        assertThat(service.get("/api/trpc/mandates.list", Service.bearer(first.json()))
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {BODY, "{\"scopes\":[\"mandates:read\"],\"environment\":\"sandbox\"}"})
    void stillAtWork_409(String body) throws SQLException {
        IdempotentRequest request = IdempotentRequest.of(
                "session:alice@org_a", "POST", "/api/keys", "at-work", BODY.getBytes(StandardCharsets.UTF_8));
        try (Connection connection = DriverManager.getConnection(LIVE)) {
            connection.setAutoCommit(false);
            Once<Integer> elsewhere = new Idempotency(service.clock).once(connection, request, () -> {
                Reply meanwhile = issue(body, "at-work");
                return new Once.Work<>(meanwhile.status(), 201, "{}");
            });
            connection.rollback();
            assertThat(elsewhere.<Integer>fold(status -> status, (status, answer) -> -1, () -> -2, () -> -3))
                    .isEqualTo(409);
        }
    }

    @Test
    void givenUp_freesTheWay() throws SQLException {
        IdempotentRequest request = IdempotentRequest.of(
                "session:alice@org_a", "POST", "/api/keys", "given-up", BODY.getBytes(StandardCharsets.UTF_8));
        try (Connection connection = DriverManager.getConnection(LIVE)) {
            connection.setAutoCommit(false);
            new Idempotency(service.clock).once(connection, request, () -> new Once.Work<>(0, 201, "{}"));
            connection.rollback();
        }

        assertThat(issue(BODY, "given-up").json().has("api_key")).isTrue();
    }

    @Test
    void refusedRequest_isNotRemembered() {
        String past = "{\"scopes\":[\"mandates:read\"],\"expires_at\":\"2020-01-01T00:00:00Z\"}";

        assertThat(issue(past, "refused").status()).isEqualTo(400);
        assertThat(issue(BODY, "refused").status()).isEqualTo(201);
    }

    @Test
    void anotherUsersKey_isAnother() {
        issue(BODY, "shared");

        assertThat(service.post("/api/keys", BODY, Lines.of(service.bob(), "Idempotency-Key", "shared"))
                        .json()
                        .has("api_key"))
                .isTrue();
    }

    @Test
    void noIdempotencyKeyOrTwo_400() {
        assertThat(issue(BODY, "").status()).isEqualTo(400);
        assertThat(issue(BODY, "a b").status()).isEqualTo(400);
        assertThat(issue(BODY, "x".repeat(256)).status()).isEqualTo(400);
        Reply two =
                service.post("/api/keys", BODY, Lines.of(alice, "Idempotency-Key", "one", "Idempotency-Key", "two"));
        assertThat(two.status()).isEqualTo(400);
        assertThat(two.json().path("field").textValue()).isEqualTo("Idempotency-Key");
    }

    @Test
    void afterADay_issuesAnew() {
        Reply first = issue(BODY, "a-day");
        service.clock.advance(Duration.ofHours(24));
        alice = service.alice();

        assertThat(issue(BODY, "a-day").json().path("api_key"))
                .isNotEqualTo(first.json().path("api_key"));
    }

    @Test
    void whatIsKept_holdsNoKey() throws SQLException {
        String key = issue(BODY, "kept").json().path("api_key").textValue();

        try (Connection connection = DriverManager.getConnection(LIVE);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT answer FROM keystile_idempotency")) {
            while (rows.next()) {
                assertThat(rows.getString(1)).doesNotContain(key, "api_key");
            }
        }
    }

    private static Reply issue(String body, String key) {
        return service.post("/api/keys", body, Lines.of(alice, "Idempotency-Key", key));
    }

    private static int credentials() {
        return service.get("/api/keys", alice).json().path("credentials").size();
    }
}
