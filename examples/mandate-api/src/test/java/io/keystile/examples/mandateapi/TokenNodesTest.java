package io.keystile.examples.mandateapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keystile.examples.mandateapi.TokenKeyFile.Pair;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two nodes over one database and one file of signing keys: a token is one everywhere, and ends everywhere. */
class TokenNodesTest {
    @TempDir
    static Path folder;

    private static Path keyFile;
    private static Nodes nodes;
    private static Service a;
    private static Service b;
    private static JsonNode anyone;

    @BeforeAll
    static void start() throws IOException, SQLException {
        keyFile = TokenKeyFile.write(folder.resolve("token-keys.json"), Pair.es256());
        nodes = Nodes.start(2, folder, "--token-keys=" + keyFile);
        a = nodes.node(0);
        b = nodes.node(1);
        anyone = principal("live");
    }

    @AfterAll
    static void stop() throws IOException {
        nodes.close();
    }

    private static int agents(Service node, String token) {
        return node.byToken(token, "GET", "/api/v1/agents", null).status();
    }

    private static JsonNode principal(String environment) {
        return a.principal(Service.key(a.client(environment, "")), "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"live", "sandbox"})
    void mintedOnOne_worksOnTheOther(String environment) {
        JsonNode principal = principal(environment);

        JsonNode byB = b.byToken(a.token(principal), "GET", "/api/v1/agents", null)
                .expect(200)
                .json();
        assertThat(byB.at("/caller/environment").textValue()).isEqualTo(environment);
        assertThat(byB.at("/caller/via").textValue()).isEqualTo("token");
        assertThat(agents(a, b.token(principal))).isEqualTo(200);
    }

    /** What an operator does on one node, by the principal that it is done to. */
    record Step(String name, BiFunction<Service, JsonNode, Service.Reply> taken) {
        private static Step of(String name, @Nullable String body) {
            return new Step(
                    name,
                    (node, to) -> node.admin("POST", "/credentials/" + Service.credential(to) + "/" + name, body));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Step> steps() {
        return Stream.of(
                Step.of("revoke", null),
                Step.of("suspend", null),
                Step.of("end-tokens", null),
                Step.of("rotate", "{\"grace_seconds\":0}"),
                new Step(
                        "suspend the client",
                        (node, to) -> node.admin(
                                "POST",
                                "/clients/" + to.at("/credential/tenant").textValue() + "/suspend",
                                null)),
                new Step(
                        "restrict to addresses elsewhere",
                        (node, to) -> node.admin(
                                "PATCH",
                                "/credentials/" + Service.credential(to),
                                "{\"ip_allowlist\":[\"192.0.2.0/24\"]}")));
    }

    @ParameterizedTest
    @MethodSource("steps")
    void endedOnOne_isRefusedByBoth(Step step) {
        JsonNode principal = principal("live");
        String token = a.token(principal);
        assertThat(agents(a, token)).isEqualTo(200);
        assertThat(agents(b, token)).isEqualTo(200);
        int refused = step.name().startsWith("restrict") ? 403 : 401;

        step.taken().apply(a, principal).expect(200);
        Promise ended = Promise.madeNow();

        assertThat(agents(a, token)).as("the node that did it obeys at once").isEqualTo(refused);
        ended.holds("the other node", () -> agents(b, token) == refused);
    }

    @Test
    void narrowedOnOne_isNarrowedOnBoth_andWidenedAgainOnNone() {
        JsonNode principal = principal("live");
        String path = "/credentials/" + Service.credential(principal);
        String token = a.token(principal, Service.key(principal), "&scope=agents,mandates");
        assertThat(agents(b, token)).isEqualTo(200);

        a.admin("PATCH", path, "{\"scopes\":\"mandates,cases\"}").expect(200);
        Promise narrowed = Promise.madeNow();

        assertThat(agents(a, token)).isEqualTo(403);
        narrowed.holds("the other node", () -> agents(b, token) == 403);
        for (Service node : List.of(a, b)) {
            JsonNode caller = node.byToken(token, "GET", "/api/v1/mandates", null)
                    .expect(200)
                    .json()
                    .path("caller");
            assertThat(caller.path("scopes")).hasSize(1);
            node.byToken(token, "GET", "/api/v1/cases", null).expect(403);
        }
    }

    @Test
    void endedOnOne_isInactiveOnTheOther() {
        JsonNode principal = principal("live");
        String form = "token=" + b.token(principal);
        assertThat(isActive(b, form)).isTrue();

        a.admin("POST", "/credentials/" + Service.credential(principal) + "/end-tokens", null)
                .expect(200);
        Promise ended = Promise.madeNow();

        ended.holds("introspection", () -> !isActive(b, form));
    }

    private static boolean isActive(Service node, String form) {
        return node.form("/oauth/introspect", form, "X-Admin-Key", node.adminKey)
                .expect(200)
                .json()
                .path("active")
                .booleanValue();
    }

    /** docs/oauth.md, step by step, while clients go on asking. */
    @Test
    void keysReplaced_withoutAFailedRequest_andARemovedOnesTokensEnd() {
        Pair old = Pair.es256();
        Pair next = Pair.es256();
        TokenKeyFile.write(keyFile, old);
        Promise.await("both sign by the first", () -> bothSignBy(old));
        JsonNode principal = principal("live");
        String byOld = a.token(principal);
        try (Traffic traffic = Traffic.between(a, b, principal)) {
            Instant now = Instant.now();
            TokenKeyFile.write(keyFile, old, next.from(now.plus(Duration.ofHours(1))));
            Promise.await("both publish the new one", () -> publishes(a, next) && publishes(b, next));
            traffic.goesOn();
            assertThat(bothSignBy(old)).as("published before it signs").isTrue();

            TokenKeyFile.write(keyFile, old, next.from(now.minusSeconds(1)));
            Promise.await("both sign by the new one", () -> bothSignBy(next));
            traffic.goesOn();
            assertThat(agents(a, byOld)).isEqualTo(200);
            assertThat(agents(b, byOld)).isEqualTo(200);
            assertThat(publishes(a, old)).isTrue();

            TokenKeyFile.write(keyFile, next);
            Promise removed = Promise.madeNow();
            removed.holds("a removed key's tokens on one node", () -> agents(a, byOld) == 401);
            removed.holds("a removed key's tokens on the other", () -> agents(b, byOld) == 401);
            traffic.goesOn();
        }
        assertThat(publishes(a, old)).isFalse();
        assertThat(a.form("/oauth/introspect", "token=" + byOld, "X-Admin-Key", a.adminKey)
                        .text())
                .isEqualTo("{\"active\":false}");
    }

    private static boolean bothSignBy(Pair keys) {
        return Stream.of(a, b).allMatch(node -> keys.liveId().equals(TokenKeyFile.idOfKey(node.token(anyone))));
    }

    private static boolean publishes(Service node, Pair keys) {
        return node.send("GET", "/.well-known/jwks.json", null).text().contains(keys.liveId());
    }
}
