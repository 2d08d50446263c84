package io.keystile.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.credential.Plane;
import io.keystile.policy.Finding.Kind;
import io.keystile.policy.Finding.Severity;
import io.keystile.request.Target;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PolicyLintTest {
    private static AccessPolicy.Builder policy() {
        return AccessPolicy.builder().guard("/api");
    }

    private static List<String> lint(AccessPolicy.Builder builder) {
        return builder.build().lint().stream()
                .map(finding -> finding.kind() + " " + finding.message())
                .toList();
    }

    private static Rule rule(String method, String path, String scope) {
        return Rule.at(path).methods(method).admits(Plane.PRINCIPAL, Need.scope(scope));
    }

    @Test
    void soundPolicy_hasNoFindings() {
        assertThat(lint(policy().open("GET", "/health")
                        .scope("/api/mandates", "mandates:read")
                        .rule(rule("POST", "/api/mandates/{id}", "mandates:write"))))
                .isEmpty();
    }

    @Test
    void ruleWhosePathsAreAllTaken_isUnreachable() {
        assertThat(lint(policy().scope("/api/a", "aaa").scope("/api/a$", "bbb").scope("/api/a/{x}", "ccc")))
                .containsExactly("UNREACHABLE_RULE rule ANY /api/a never applies: more specific rules take its paths,"
                        + " such as ANY /api/a$; ANY /api/a/{x}");
        assertThat(lint(policy().scope("/api/a", "aaa").scope("/api/a$", "bbb").scope("/api/a/b", "ccc")))
                .isEmpty();
    }

    @Test
    void methodThatIsAlwaysTaken_isShadowed() {
        Rule both = Rule.at("/api/a").methods("GET", "PUT").admits(Plane.PRINCIPAL, Need.scope("aaa"));
        assertThat(lint(policy().rule(both).rule(rule("GET", "/api/a$", "bbb")).rule(rule("GET", "/api/a/{x}", "ccc"))))
                .containsExactly("SHADOWED_RULE rule GET,PUT /api/a never applies to GET: more specific rules take its"
                        + " paths, such as GET /api/a$; GET /api/a/{x}");
    }

    @Test
    void ruleForEveryMethodBehindOthers_isShadowed() {
        assertThat(lint(policy().scope("/api/a$", "aaa").rule(rule("GET", "/api/a", "bbb"))))
                .isEmpty();
        assertThat(lint(policy().scope("/api/a", "aaa")
                        .rule(rule("GET", "/api/a$", "bbb"))
                        .rule(rule("GET", "/api/a/{x}", "ccc"))))
                .singleElement()
                .asString()
                .startsWith("SHADOWED_RULE rule ANY /api/a never applies alone, only together with rules for other");
    }

    @Test
    void openRules_areToldByPlaceAndMethod() {
        assertThat(lint(policy().open("GET", "/api/health").open("/login").open("POST", "/x")))
                .containsExactly(
                        "OPEN_IN_GUARDED_ROOT rule GET /api/health lets everyone in, inside a guarded root",
                        "OPEN_FOR_UNSAFE_METHODS rule ANY /login lets everyone in for every method: name those that are"
                                + " meant",
                        "OPEN_FOR_UNSAFE_METHODS rule POST /x lets everyone in for POST");
        assertThat(lint(policy().open("GET", "/")))
                .containsExactly("OPEN_IN_GUARDED_ROOT rule GET / lets everyone in, inside a guarded root");
        assertThat(lint(policy().open("GET", "/").scope("/api", "aaa"))).isEmpty();
    }

    @Test
    void roots_areMissed() {
        assertThat(lint(AccessPolicy.builder().scope("/api", "aaa")))
                .singleElement()
                .asString()
                .startsWith("NO_GUARDED_ROOT no root is guarded");
        assertThat(lint(policy().scope("/v2", "aaa").sessionOnly("/apis").open("GET", "/health")))
                .hasSize(2)
                .allMatch(finding -> finding.startsWith("OUTSIDE_GUARDED_ROOTS rule ANY /"));
        assertThat(lint(policy().scope("/", "aaa"))).isEmpty();
    }

    @Test
    void wideEntrances_areNoted() {
        Rule rule = Rule.at("/api/a").admits(Plane.CLIENT, Need.scope("aaa")).admits(Plane.PRINCIPAL, Need.nothing());
        assertThat(lint(policy().rule(rule)))
                .containsExactly(
                        "SEVERAL_PLANES rule ANY /api/a admits several planes: client: aaa, or principal: nothing",
                        "NEEDS_NOTHING rule ANY /api/a lets every principal credential in, whatever its scopes");
        assertThat(lint(policy().plane(Plane.ADMIN, "/api/admin"))).isEmpty();
        Procedures procedures = Procedures.builder().query("aaa", "x").build();
        assertThat(lint(policy().procedures("/api/rpc", procedures))).isEmpty();
    }

    @Test
    void similarScopes_areAsked() {
        assertThat(lint(policy().scope("/api/a", "mandates:read")
                        .scope("/api/b", "mandate:read")
                        .scope("/api/c", "mandates:read")))
                .containsExactly("SIMILAR_SCOPES rule ANY /api/b asks for the scope 'mandate:read', which looks like"
                        + " 'mandates:read'; is one of them a slip?");
        assertThat(lint(policy().scope("/api/a", "Cases").scope("/api/b", "cases")))
                .hasSize(1);
        assertThat(lint(policy().scope("/api/a", "v1:cases").scope("/api/b", "v2:cases")))
                .isEmpty();
        Procedures procedures =
                Procedures.builder().query("alerts", "x").query("aletrs", "y").build();
        assertThat(lint(policy().procedures("/api/rpc", procedures))).hasSize(1);
    }

    @Test
    void issuedScopes_areComparedWithThoseAskedFor() {
        AccessPolicy policy = policy().scope("/api/a", "mandates:read")
                .scope("/api/b", "reports")
                .build();
        assertThat(policy.lint(Set.of("mandate:read", "reports")).stream().map(Finding::toString))
                .containsExactly(
                        "warning: rule ANY /api/a asks for the scope 'mandates:read', which is issued to nobody",
                        "warning: the scope 'mandate:read' is issued and no rule asks for it",
                        "warning: rule ANY /api/a asks for the scope 'mandates:read', which looks like 'mandate:read';"
                                + " is one of them a slip?");
        assertThat(policy.lint(Set.of("mandates:read", "reports"))).isEmpty();
        AccessPolicy both =
                policy().scope("/api/a", "cats").scope("/api/b", "rats").build();
        assertThat(both.lint(Set.of("cats", "rats"))).isEmpty();
    }

    @Test
    void findings_haveTheirPlaceInTheFile() {
        String json = "{\"guard\": [\"/api\"], \"rules\": [\n{\"path\": \"/api/a\", \"needs\": \"nothing\"}\n]}";
        Finding finding =
                AccessPolicy.read("p.json", new StringReader(json)).lint().get(0);
        assertThat(finding)
                .hasToString("p.json:2:1 rules[0]: note: rule ANY /api/a lets every principal credential in, whatever"
                        + " its scopes");
        assertThat(finding.kind().severity()).isEqualTo(Severity.NOTE);
        assertThat(finding.rule()).isNotNull();
    }

    @Test
    void randomPolicies_areLintedWithoutFalseClaims() {
        SplittableRandom random = new SplittableRandom(77);
        Map<Kind, Integer> seen = new EnumMap<>(Kind.class);
        for (int policies = 0; policies < 1_500; policies++) {
            AccessPolicy policy = RandomPolicies.policy(random, new ArrayList<>(), new ArrayList<>());
            List<Finding> findings = policy.lint();
            findings.forEach(finding -> seen.merge(finding.kind(), 1, Integer::sum));
            for (int requests = 0; requests < 150; requests++) {
                String method = RandomPolicies.method(random);
                Target target = Objects.requireNonNull(Target.parse(RandomPolicies.path(random), ""));
                Judgement judgement = policy.judge(method, target);
                findings.forEach(finding -> assertTrue(finding, method, target, judgement, policy));
            }
        }
        assertThat(seen)
                .containsKeys(
                        Kind.UNREACHABLE_RULE,
                        Kind.SHADOWED_RULE,
                        Kind.OUTSIDE_GUARDED_ROOTS,
                        Kind.OPEN_IN_GUARDED_ROOT);
        assertThat(seen.get(Kind.UNREACHABLE_RULE)).isGreaterThan(20);
    }

    private static void assertTrue(
            Finding finding, String method, Target target, Judgement judgement, AccessPolicy policy) {
        Rule rule = finding.rule();
        if (finding.kind() == Kind.UNREACHABLE_RULE) {
            assertThat(judgement.rules())
                    .as(() -> method + " " + target + policy.describe())
                    .doesNotContain(rule);
        }
        if (finding.kind() == Kind.SHADOWED_RULE && rule != null) {
            boolean claimed = rule.methods().isEmpty()
                    || (rule.methods().contains(method)
                            && shadowedMethods(finding).contains(method));
            if (claimed) {
                assertThat(judgement.rule())
                        .as(() -> method + " " + target + policy.describe())
                        .isNotSameAs(rule);
            }
        }
        if (finding.kind() == Kind.OUTSIDE_GUARDED_ROOTS) {
            boolean inside = policy.guardedRoots().stream()
                    .anyMatch(root -> AccessPolicy.builder()
                                    .guard(root)
                                    .build()
                                    .judge(method, target)
                                    .kind()
                            == Judgement.Kind.UNMAPPED);
            assertThat(inside && judgement.rules().contains(rule))
                    .as(() -> target + policy.describe())
                    .isFalse();
        }
    }

    private static List<String> shadowedMethods(Finding finding) {
        String from = " never applies to ";
        int start = finding.message().indexOf(from) + from.length();
        return List.of(finding.message()
                .substring(start, finding.message().indexOf(':', start))
                .split(", ", -1));
    }

    @Test
    void warnings_standBeforeNotes() {
        // The note is found first: its rule stands first.
        Rule note = Rule.at("/api/a").admits(Plane.PRINCIPAL, Need.nothing());
        assertThat(policy().rule(note)
                        .scope("/api/b", "reads")
                        .scope("/api/c", "readz")
                        .build()
                        .lint())
                .extracting(finding -> finding.kind().severity())
                .containsExactly(Severity.WARNING, Severity.NOTE);
    }

    @Test
    void scopeThatNobodyHas_isToldWithTheNumberOfItsRules() {
        AccessPolicy policy = policy().scope("/api/a", "alone")
                .scope("/api/b", "thrice")
                .scope("/api/c", "thrice")
                .scope("/api/d", "thrice")
                .build();
        assertThat(policy.lint(Set.of()).stream().map(Finding::toString))
                .containsExactly(
                        "warning: rule ANY /api/a asks for the scope 'alone', which is issued to nobody",
                        "warning: rule ANY /api/b asks for the scope 'thrice', which is issued to nobody; so do 2 more rules");
    }

    @Test
    void ofTwoSimilarScopesAskedForAsOften_theLaterIsNamed() {
        assertThat(lint(policy().scope("/api/a", "mandates:reed").scope("/api/b", "mandates:read")))
                .containsExactly("SIMILAR_SCOPES rule ANY /api/a asks for the scope 'mandates:reed', which looks like"
                        + " 'mandates:read'; is one of them a slip?");
    }

    @Test
    void takersOfAVariablesPaths_areNamed() {
        assertThat(lint(policy().scope("/api/{x}", "short")
                        .scope("/api/{x}$", "exact")
                        .scope("/api/{x}/{y}", "deeper")))
                .contains("UNREACHABLE_RULE rule ANY /api/{x} never applies: more specific rules take its paths,"
                        + " such as ANY /api/{x}$; ANY /api/{x}/{y}");
    }
}
