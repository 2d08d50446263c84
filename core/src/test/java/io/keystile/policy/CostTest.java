package io.keystile.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.keystile.credential.Plane;
import io.keystile.request.Target;
import java.io.StringReader;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What requests count for in a rate limit. */
class CostTest {
    private static final AccessPolicy POLICY = AccessPolicy.builder()
            .guard("/api")
            .scope("/api/cheap", "a")
            .rule(scoped("/api/dear").cost(20))
            .rule(scoped("/api/mixed").methods("GET").cost(3))
            .rule(scoped("/api/mixed").methods("POST").cost(7))
            .rule(Rule.at("/api/trpc")
                    .admits(Plane.PRINCIPAL, Need.nothing())
                    .cost(2)
                    .procedures(Procedures.builder()
                            .query("a", "list", "report")
                            .cost("report", 50)
                            .build()))
            .build();

    private static Rule scoped(String path) {
        return Rule.at(path).admits(Plane.PRINCIPAL, Need.scope("a"));
    }

    private static int cost(AccessPolicy policy, String method, String path) {
        return policy.judge(method, Objects.requireNonNull(Target.parse(path, "")))
                .cost();
    }

    private static void assertCosts(AccessPolicy policy) {
        assertThat(cost(policy, "GET", "/api/cheap")).isEqualTo(1);
        assertThat(cost(policy, "GET", "/api/unmapped")).isEqualTo(1);
        assertThat(cost(policy, "PUT", "/api/dear/deeper")).isEqualTo(20);
        assertThat(cost(policy, "GET", "/api/mixed")).isEqualTo(3);
        assertThat(cost(policy, "PUT", "/api/mixed")).isEqualTo(7);
        assertThat(cost(policy, "GET", "/api/trpc/list")).isEqualTo(2);
        assertThat(cost(policy, "GET", "/api/trpc/report")).isEqualTo(50);
        assertThat(cost(policy, "GET", "/api/trpc/report,list,report")).isEqualTo(102);
        assertThat(cost(policy, "GET", "/api/trpc/unknown,list")).isEqualTo(4);
    }

    @Test
    void routesAndProcedures_countWhatTheyCost_aBatchTheSum() {
        assertCosts(POLICY);
    }

    @Test
    void file_saysTheSame() {
        assertCosts(AccessPolicy.read("p.json", new StringReader("""
            {"guard": ["/api"], "rules": [
              {"path": "/api/cheap", "scope": "a"},
              {"path": "/api/dear", "scope": "a", "cost": 20},
              {"path": "/api/mixed", "methods": ["GET"], "scope": "a", "cost": 3},
              {"path": "/api/mixed", "methods": ["POST"], "scope": "a", "cost": 7},
              {"path": "/api/trpc", "cost": 2,
               "procedures": {"query": {"a": ["list", "report"]}, "costs": {"report": 50}}}
            ]}""")));
    }

    @Test
    void table_tellsCosts_whereTheyAreNotOne() {
        assertThat(POLICY.describe().lines().map(String::stripTrailing))
                .contains(
                        "ANY      /api/dear   principal: a, counts 20",
                        "ANY      /api/cheap  principal: a",
                        "  query    report      a, counts 50",
                        "  query    list        a");
        assertThat(scoped("/x").cost(2)).hasToString("ANY /x (principal: a, counts 2)");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1001})
    void costOutsideItsRange_isRefused(int cost) {
        assertThatThrownBy(() ->
                        AccessPolicy.builder().rule(scoped("/x").cost(cost)).build())
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("a cost is 1 to 1000 requests; given: " + cost);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Procedures.builder().cost("a", cost));
    }

    @Test
    void costOfNothing_isRefused() {
        assertThatThrownBy(() -> AccessPolicy.builder()
                        .rule(Rule.at("/x").open().cost(2))
                        .build())
                .hasMessageContaining("not counted in any rate limit");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Procedures.builder().query("a", "b").cost("c", 2).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Procedures.builder().cost("c", 2).cost("c", 2));
    }

    @Test
    void wrongCostsInAFile_areToldWithTheirPlaces() {
        PolicyException refused = catchThrowableOfType(
                PolicyException.class,
                () -> AccessPolicy.read(
                        "p.json",
                        new StringReader("{\"rules\": [{\"path\": \"/a\", \"procedures\": {\"query\": {\"s\": [\"b\"]},"
                                + " \"costs\": {\"c\": 2, \"b\": 0}}}]}")));
        assertThat(refused.problems())
                .extracting(Problem::toString)
                .containsExactly(
                        "p.json:1:75 rules[0].procedures.costs.c: is no procedure of this route",
                        "p.json:1:88 rules[0].procedures.costs.b: a cost is 1 to 1000 requests; given for procedure 'b': 0");
    }
}
