package io.keystile.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.keystile.credential.Plane;
import io.keystile.request.Place;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyProblemsTest {
    private static final Procedures PROCEDURES =
            Procedures.builder().query("s", "a.b").build();

    private static List<String> problems(AccessPolicy.Builder builder) {
        PolicyException refused = catchThrowableOfType(PolicyException.class, builder::build);
        assertThat(refused).isNotNull();
        List<String> problems =
                refused.problems().stream().map(Problem::toString).toList();
        problems.forEach(problem -> assertThat(refused).hasMessageContaining(problem));
        return problems;
    }

    private static void assertProblem(AccessPolicy.Builder builder, String where, String message) {
        assertThat(problems(builder))
                .singleElement()
                .asString()
                .startsWith(where)
                .contains(message);
    }

    private static AccessPolicy.Builder policy() {
        return AccessPolicy.builder().guard("/api");
    }

    @Test
    void allProblems_areToldAtOnce() {
        var builder = AccessPolicy.builder()
                .guard("api")
                .open("get", "/x")
                .scope("/api/**", "ok")
                .scope("/api/y", "not a scope")
                .rule(Rule.at("/z"))
                .defaultPlane(Plane.ADMIN);
        assertThat(problems(builder)).hasSize(6);
    }

    @Test
    void emptyPolicy_isRefused() {
        assertProblem(AccessPolicy.builder(), "policy", "neither a guarded root nor a rule");
    }

    @Test
    void tie_isRefusedWhateverTheVariablesAreCalled() {
        assertProblem(policy().scope("/a/{x}", "s").scope("/a/{y}", "t"), "rule ANY /a/{y}", "ties with ANY /a/{x}");
        assertProblem(policy().open("GET", "/a").scope("/a", "s"), "rule ANY /a", "ties with GET /a");
        assertProblem(policy().open("/a").open("/a"), "rule ANY /a", "ties with");
        var overlap = policy().rule(Rule.at("/a").methods("GET", "PUT").open())
                .rule(Rule.at("/a").methods("PUT").sessionOnly());
        assertProblem(overlap, "rule PUT /a", "ties with GET,PUT /a");
    }

    @Test
    void differentMethodsOrDollar_areNoTie() {
        policy().open("GET", "/a")
                .open("POST", "/a")
                .open("HEAD", "/a")
                .open("/a$")
                .build();
    }

    @Test
    void guardedRoot_isAPlainPathNamedOnce() {
        assertProblem(policy().guard("/x$"), "guarded root /x$", "without '$'");
        assertProblem(policy().guard("/x/"), "guarded root /x/", "without '/'");
        assertProblem(policy().guard("/api"), "guarded root /api", "twice");
    }

    @Test
    void contradictoryRule_isRefused() {
        assertProblem(policy().rule(Rule.at("/a")), "rule ANY /a", "admits nobody");
        assertProblem(policy().rule(Rule.at("/a").welcomesSession()), "rule ANY /a", "admits nobody");
        assertProblem(policy().rule(Rule.at("/a").open().keyOnly()), "rule ANY /a", "open rule");
        assertProblem(policy().rule(Rule.at("/a").open().sessionOnly()), "rule ANY /a", "open rule");
        Rule session = Rule.at("/a").sessionOnly();
        assertProblem(policy().rule(session.admits(Plane.CLIENT, Need.nothing())), "rule ANY /a", "session-only");
    }

    @Test
    void methods_areTokensInCapitals() {
        assertProblem(policy().open("get", "/a"), "rule get /a", "capitals");
        assertProblem(policy().open("", "/a"), "rule  /a", "token");
        assertProblem(policy().rule(Rule.at("/a").methods("GET", "GET").open()), "rule GET,GET /a", "twice");
    }

    @Test
    void planeWithoutPlace_canNotBeAdmitted() {
        assertProblem(policy().places(Plane.CLIENT).plane(Plane.CLIENT, "/a"), "rule ANY /a", "no place");
        Place key = Place.header("X-Key");
        assertProblem(policy().places(Plane.CLIENT, key, Place.header("x-key")), "places of client", "twice");
    }

    @Test
    void rpcRoute_toleratesNoRuleUnderIt() {
        assertProblem(
                policy().procedures("/api/trpc", PROCEDURES).open("/api/trpc/health"),
                "rule ANY /api/trpc/health",
                "never applies: ANY /api/trpc");
        assertProblem(
                policy().open("/api/trpc$").procedures("/api/trpc", PROCEDURES),
                "rule ANY /api/trpc$",
                "never applies");
        assertProblem(
                policy().procedures("/api/{x}", PROCEDURES).procedures("/api/{y}/z", PROCEDURES),
                "rule ANY /api/{y}/z",
                "never applies");
        policy().procedures("/api/trpc", PROCEDURES).open("/api/{x}/health").build();
    }

    @Test
    void rpcRoute_isForEveryMethodAndCoversWhatIsBelow() {
        Rule rpc = Rule.at("/a").admits(Plane.CLIENT, Need.nothing()).procedures(PROCEDURES);
        assertProblem(policy().rule(rpc.methods("POST")), "rule POST /a", "name no methods");
        assertProblem(policy().procedures("/a$", PROCEDURES), "rule ANY /a$", "without '$'");
    }

    @Test
    void explosionOfStates_isAConfigurationErrorAndSoon() {
        var builder = policy();
        for (int i = 0; i < 3_000; i++) {
            builder.scope("/a" + i + "/x", "s").scope("/{v}/b" + i, "s");
        }
        assertProblem(builder, "policy", "multiply");
    }
}
