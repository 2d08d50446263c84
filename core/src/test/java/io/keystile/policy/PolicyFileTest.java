package io.keystile.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keystile.credential.Plane;
import io.keystile.request.Place;
import io.keystile.request.Target;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A policy file says what the builder can say, and is judged alike. */
class PolicyFileTest {
    private static AccessPolicy read(String json) {
        return AccessPolicy.read("p.json", new StringReader(json));
    }

    private static String onlyRule(String rule) {
        AccessPolicy policy = read("{\"rules\": [" + rule + "]}");
        return policy.rules().get(0).toString();
    }

    @Test
    void randomPolicies_areJudgedAlikeFromCodeAndFromTheirFile() {
        SplittableRandom random = new SplittableRandom(1_122);
        for (int policies = 0; policies < 400; policies++) {
            AccessPolicy code = RandomPolicies.policy(random, new ArrayList<>(), new ArrayList<>());
            String json = PolicyJson.of(code);
            AccessPolicy file = read(json);
            assertThat(file.describe()).as(json).isEqualTo(code.describe());
            for (int requests = 0; requests < 100; requests++) {
                String method = RandomPolicies.method(random);
                Target target = Objects.requireNonNull(Target.parse(RandomPolicies.path(random), ""));
                assertThat(file.judge(method, target))
                        .as(() -> method + " " + target + "\n" + json)
                        .hasToString(code.judge(method, target).toString());
            }
        }
    }

    @Test
    void everyFormOfARule_isRead() {
        assertThat(onlyRule("{'path': '/a', 'open': true}".replace('\'', '"'))).isEqualTo("ANY /a (open)");
        assertThat(rule("'path': '/a', 'session': 'only'")).isEqualTo("ANY /a (session only)");
        assertThat(rule("'path': '/a', 'scope': 'x', 'session': 'welcome'"))
                .isEqualTo("ANY /a (principal: x; or session)");
        assertThat(rule("'methods': ['GET', 'POST'], 'path': '/a/{b}$', 'scopes': ['y', 'x'], 'key_only': true"))
                .isEqualTo("GET,POST /a/{b}$ (principal: x+y; key only)");
        assertThat(rule("'path': '/a', 'plane': 'client', 'needs': 'nothing'")).isEqualTo("ANY /a (client: nothing)");
        assertThat(rule("'path': '/a', 'needs': 'full_access', 'open': false"))
                .isEqualTo("ANY /a (principal: full access)");
        assertThat(
                        rule(
                                "'note': 'why', 'path': '/a', 'planes': {'admin': {'needs': 'nothing'}, 'client': {'scope': 'x'}}"))
                .isEqualTo("ANY /a (client: x, or admin: nothing)");
        assertThat(rule("'path': '/a', 'procedures': {'subscription': {'x': ['a.b']}, 'max_batch': 3}"))
                .isEqualTo("ANY /a (principal: nothing, each procedure's scope)");
    }

    private static String rule(String members) {
        return onlyRule("{" + members.replace('\'', '"') + "}");
    }

    @Test
    void procedures_areReadByKindAndScope() {
        AccessPolicy policy = read("""
            {"rules": [{"path": "/rpc", "scope": "rpc", "procedures": {
              "max_batch": 3, "query": {"r": ["a.x", "a.y"]}, "mutation": {"w": ["a.z"]}, "subscription": {"r": ["s"]}
            }}]}""");
        Procedures procedures = Objects.requireNonNull(policy.rules().get(0).procedures());
        assertThat(procedures.maxBatch()).isEqualTo(3);
        assertThat(procedures.all())
                .containsExactly(
                        new Procedure("a.x", "r", Procedure.Kind.QUERY),
                        new Procedure("a.y", "r", Procedure.Kind.QUERY),
                        new Procedure("a.z", "w", Procedure.Kind.MUTATION),
                        new Procedure("s", "r", Procedure.Kind.SUBSCRIPTION));
        assertThat(policy.rules().get(0).admitted()).containsEntry(Plane.PRINCIPAL, Need.scope("rpc"));
    }

    @Test
    void settings_areReadWhereverTheyStand() {
        AccessPolicy policy = read("""
            {"rules": [{"path": "/a", "scope": "x"}],
             "places": {"admin": [], "client": [{"header": "X-Key", "takes": "tokens"}, {"scheme": "Key"}]},
             "default_plane": "client"}""");
        assertThat(policy.rules().get(0).admitted()).containsOnlyKeys(Plane.CLIENT);
        assertThat(policy.places(Plane.ADMIN)).isEmpty();
        assertThat(policy.places(Plane.CLIENT))
                .containsExactly(Place.header("X-Key").tokensOnly(), Place.scheme("Key"));
        assertThat(policy.places(Plane.PRINCIPAL)).hasSize(2);
    }

    @Test
    void file_isReadFromAPathAStreamAndAReader(@TempDir Path folder) throws IOException {
        String json = "\uFEFF{\"guard\": [\"/é\"]}";
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        Path file = Files.write(folder.resolve("api-keys.json"), bytes);
        for (AccessPolicy policy : List.of(
                AccessPolicy.read(file),
                AccessPolicy.read("p", new ByteArrayInputStream(bytes)),
                AccessPolicy.read("p", new StringReader(json)))) {
            assertThat(policy.guardedRoots()).containsExactly("/é");
        }
        assertThatThrownBy(() -> AccessPolicy.read(folder.resolve("none.json")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("none.json");
    }
}
