package io.keystile.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.credential.Plane;
import io.keystile.policy.Judgement.Kind;
import io.keystile.request.Place;
import io.keystile.request.Target;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AccessPolicyTest {
    private static final Plane P = Plane.PRINCIPAL;

    private static Judgement judge(AccessPolicy.Builder policy, String method, String raw) {
        return policy.build().judge(method, Objects.requireNonNull(Target.parse(raw, "")));
    }

    private static Rule rule(String methods, String path, String scope) {
        Rule rule = Rule.at(path).admits(P, Need.scope(scope));
        return methods.isEmpty() ? rule : rule.methods(methods);
    }

    private static AccessPolicy.Builder guarded(Rule... rules) {
        AccessPolicy.Builder builder = AccessPolicy.builder().guard("/api");
        for (Rule rule : rules) {
            builder.rule(rule);
        }
        return builder;
    }

    @Test
    void prefix_coversWholeSegmentsOnly() {
        var policy = AccessPolicy.builder().guard("/api").scope("/api/authorize", "a");
        assertThat(judge(policy, "GET", "/api/authorize").need(P)).isEqualTo(Need.scope("a"));
        assertThat(judge(policy, "GET", "/api/authorize/x/y").need(P)).isEqualTo(Need.scope("a"));
        assertThat(judge(policy, "GET", "/api/authorizeX").kind()).isEqualTo(Kind.UNMAPPED);
        assertThat(judge(policy, "GET", "/api/author").kind()).isEqualTo(Kind.UNMAPPED);
        assertThat(judge(policy, "GET", "/api/Authorize").kind()).isEqualTo(Kind.UNMAPPED);
        assertThat(judge(policy, "GET", "/api").kind()).isEqualTo(Kind.UNMAPPED);
        assertThat(judge(policy, "GET", "/apix").kind()).isEqualTo(Kind.OUTSIDE);
        assertThat(judge(policy, "GET", "/").kind()).isEqualTo(Kind.OUTSIDE);
    }

    @Test
    void dollar_coversItsPathAlone() {
        var policy = AccessPolicy.builder().guard("/api").open("GET", "/api/health$");
        assertThat(judge(policy, "GET", "/api/health").kind()).isEqualTo(Kind.OPEN);
        assertThat(judge(policy, "HEAD", "/api/health").kind()).isEqualTo(Kind.OPEN);
        assertThat(judge(policy, "GET", "/api/health/x").kind()).isEqualTo(Kind.UNMAPPED);
        assertThat(judge(policy, "POST", "/api/health").kind()).isEqualTo(Kind.UNMAPPED);
    }

    @Test
    void moreSegmentsThenLiteralsFromTheLeftThenDollar_win() {
        var policy = guarded(
                rule("", "/api/a", "short"),
                rule("", "/api/{x}/b", "late"),
                rule("", "/api/a/{y}", "early"),
                rule("", "/api/a/c", "prefix"),
                rule("", "/api/a/c$", "exact"));
        assertThat(judge(policy, "GET", "/api/a").need(P)).isEqualTo(Need.scope("short"));
        assertThat(judge(policy, "GET", "/api/a/b").need(P)).isEqualTo(Need.scope("early"));
        assertThat(judge(policy, "GET", "/api/z/b").need(P)).isEqualTo(Need.scope("late"));
        assertThat(judge(policy, "GET", "/api/a/c").need(P)).isEqualTo(Need.scope("exact"));
        assertThat(judge(policy, "GET", "/api/a/c/d").need(P)).isEqualTo(Need.scope("prefix"));
    }

    @Test
    void methodNamedByALessSpecificRule_isJudgedByIt() {
        var policy = guarded(
                Rule.at("/api/agents/{id}/mandates").methods("POST").admits(Plane.CLIENT, Need.scope("agents")),
                rule("GET", "/api/agents", "agents"));
        assertThat(judge(policy, "GET", "/api/agents/7/mandates").planes()).containsExactly(P);
        assertThat(judge(policy, "POST", "/api/agents/7/mandates").planes()).containsExactly(Plane.CLIENT);
    }

    @Test
    void methodThatNoRuleNames_needsAllTheirScopes() {
        var policy = guarded(rule("GET", "/api/a", "read"), rule("POST", "/api/a/b", "write"), rule("", "/api", "all"));
        assertThat(judge(policy, "DELETE", "/api/a/b").need(P)).isEqualTo(Need.allOf("all", "read", "write"));
        assertThat(judge(policy, "DELETE", "/api/a").need(P)).isEqualTo(Need.allOf("all", "read"));
        assertThat(judge(policy, "DELETE", "/api/a").rules()).hasSize(2);
        assertThat(judge(policy, "DELETE", "/api").need(P)).isEqualTo(Need.scope("all"));
        assertThat(judge(policy, "get", "/api/a").need(P)).isEqualTo(Need.allOf("all", "read"));
    }

    @Test
    void ruleForEveryMethod_endsTheSearch() {
        var policy = guarded(rule("", "/api/a/b", "any"), rule("GET", "/api/a", "read"));
        assertThat(judge(policy, "GET", "/api/a/b").need(P)).isEqualTo(Need.scope("any"));
    }

    @Test
    void rulesThatDifferInPlanesOrKind_areNoSum() {
        Rule write = rule("POST", "/api/a/b", "write");
        for (Rule other : new Rule[] {
            Rule.at("/api/a").methods("GET").open(),
            Rule.at("/api/a").methods("GET").sessionOnly(),
            Rule.at("/api/a").methods("GET").admits(Plane.CLIENT, Need.nothing()),
            rule("GET", "/api/a", "read").admits(Plane.CLIENT, Need.nothing())
        }) {
            Judgement judgement = judge(guarded(write, other), "DELETE", "/api/a/b");
            assertThat(judgement.kind()).isEqualTo(Kind.UNMAPPED);
            assertThat(judgement.need(P)).isEqualTo(Need.fullAccess());
            assertThat(judgement.rules()).hasSize(2);
            assertThat(judgement.rule()).isNull();
        }
    }

    @Test
    void sum_welcomesSessionsOnlyIfAllDo_andIsKeyOnlyIfOneIs() {
        Rule read = rule("GET", "/api/a", "read").welcomesSession();
        Rule write = rule("POST", "/api/a", "write");
        assertThat(judge(guarded(read, write), "PUT", "/api/a").sessionsWelcome())
                .isFalse();
        assertThat(judge(guarded(read, write.welcomesSession()), "PUT", "/api/a")
                        .sessionsWelcome())
                .isTrue();
        assertThat(judge(guarded(read, write), "PUT", "/api/a").keyOnly()).isFalse();
        assertThat(judge(guarded(read, write.keyOnly()), "PUT", "/api/a").keyOnly())
                .isTrue();
    }

    @Test
    void sessionOnly_staysSoForOtherMethods() {
        var policy = guarded(Rule.at("/api/keys").methods("GET").sessionOnly());
        assertThat(judge(policy, "GET", "/api/keys").kind()).isEqualTo(Kind.SESSION_ONLY);
        assertThat(judge(policy, "DELETE", "/api/keys/x").kind()).isEqualTo(Kind.SESSION_ONLY);
        assertThat(judge(policy, "GET", "/api/keys").planes()).isEmpty();
    }

    @Test
    void head_countsAsGetUnlessNamed() {
        var policy =
                guarded(rule("GET", "/api/a", "get"), rule("HEAD", "/api/b", "head"), rule("GET", "/api/b", "get"));
        assertThat(judge(policy, "HEAD", "/api/a").need(P)).isEqualTo(Need.scope("get"));
        assertThat(judge(policy, "HEAD", "/api/b").need(P)).isEqualTo(Need.scope("head"));
        assertThat(judge(policy, "GET", "/api/b").need(P)).isEqualTo(Need.scope("get"));
    }

    @Test
    void trailingSlash_holdsOnlyWhereBothReadingsAgree() {
        var policy = guarded(rule("", "/api/a", "a"), rule("", "/api/a/b$", "b"), rule("GET", "/api/c$", "c"));
        assertThat(judge(policy, "GET", "/api/a/").need(P)).isEqualTo(Need.scope("a"));
        assertThat(judge(policy, "GET", "/api/a/b/").kind()).isEqualTo(Kind.AMBIGUOUS);
        assertThat(judge(policy, "GET", "/api/c/").kind()).isEqualTo(Kind.AMBIGUOUS);
        assertThat(judge(policy, "GET", "/api/").kind()).isEqualTo(Kind.UNMAPPED);
        assertThat(judge(policy, "GET", "/elsewhere/").kind()).isEqualTo(Kind.OUTSIDE);
        var same = guarded(rule("", "/api/a", "a"), rule("", "/api/a/b$", "a"));
        assertThat(judge(same, "GET", "/api/a/b/").need(P)).isEqualTo(Need.scope("a"));
    }

    @Test
    void variable_isExactlyOneSegment() {
        var policy = AccessPolicy.builder().scope("/{tenant}/api", "a");
        assertThat(judge(policy, "GET", "/acme/api").need(P)).isEqualTo(Need.scope("a"));
        assertThat(judge(policy, "GET", "/a%20b/api/x").need(P)).isEqualTo(Need.scope("a"));
        assertThat(judge(policy, "GET", "/api").kind()).isEqualTo(Kind.OUTSIDE);
        assertThat(judge(policy, "GET", "/a/b/api").kind()).isEqualTo(Kind.OUTSIDE);
    }

    @Test
    void unmappedPath_isEnteredByThePlanesInUseWithFullAccess() {
        var policy = AccessPolicy.builder().guard("/api").plane(Plane.ADMIN, "/api/admin");
        assertThat(judge(policy, "GET", "/api/x").planes()).containsExactly(P);
        policy.plane(Plane.CLIENT, "/api/onboard");
        assertThat(judge(policy, "GET", "/api/x").planes()).containsExactly(Plane.CLIENT, P);
        assertThat(judge(policy, "GET", "/api/x").need(P)).isEqualTo(Need.fullAccess());
        assertThat(judge(policy, "GET", "/api/x").need(Plane.ADMIN)).isNull();
        policy.defaultPlane(Plane.CLIENT);
        assertThat(judge(policy, "GET", "/api/x").planes()).containsExactly(Plane.CLIENT);
    }

    @Test
    void defaults_areOnePlaneAndItsPlaces() {
        AccessPolicy policy = AccessPolicy.builder().guard("/api").build();
        assertThat(policy.defaultPlane()).isEqualTo(P);
        assertThat(policy.places(P)).containsExactly(Place.header("X-API-Key"), Place.scheme("Bearer"));
        assertThat(policy.places(Plane.CLIENT)).containsExactly(Place.header("X-API-Key"));
        assertThat(policy.places(Plane.ADMIN)).containsExactly(Place.header("X-Admin-Key"));
        assertThat(policy.guardedRoots()).containsExactly("/api");
        assertThat(policy.rules()).isEmpty();
    }

    @Test
    void rootAlone_isAPathLikeAnother() {
        var policy = AccessPolicy.builder().guard("/").open("GET", "/$");
        assertThat(judge(policy, "GET", "/").kind()).isEqualTo(Kind.OPEN);
        assertThat(judge(policy, "GET", "/x").kind()).isEqualTo(Kind.UNMAPPED);
        assertThat(judge(policy, "POST", "/").kind()).isEqualTo(Kind.UNMAPPED);
    }

    @Test
    void guardedRootInsideAnother_guardsTheSame() {
        var policy = AccessPolicy.builder().guard("/api").guard("/api/v1/deep").scope("/api/v1", "v1");
        assertThat(judge(policy, "GET", "/api/v1/deep/x").need(P)).isEqualTo(Need.scope("v1"));
        assertThat(judge(policy, "GET", "/api/v2").kind()).isEqualTo(Kind.UNMAPPED);
        var unmapped = AccessPolicy.builder().guard("/api").guard("/api/deep");
        assertThat(judge(unmapped, "GET", "/api/deep/x").kind()).isEqualTo(Kind.UNMAPPED);
        assertThat(judge(unmapped, "GET", "/x").kind()).isEqualTo(Kind.OUTSIDE);
    }

    @Test
    void planeWithoutPlace_entersNothingUnmapped() {
        var policy =
                AccessPolicy.builder().guard("/api").defaultPlane(Plane.CLIENT).places(Plane.CLIENT);
        assertThat(judge(policy, "GET", "/api/x").kind()).isEqualTo(Kind.UNMAPPED);
        assertThat(judge(policy, "GET", "/api/x").planes()).isEmpty();
    }

    @Test
    void scopesOfAllRules_areKnownSorted() {
        AccessPolicy policy = AccessPolicy.builder()
                .guard("/api")
                .scope("/api/b", "writes")
                .scope("/api/a", "reads")
                .procedures("/api/rpc", Procedures.builder().query("calls", "x").build())
                .build();
        assertThat(policy.scopes()).containsExactly("calls", "reads", "writes");
        assertThat(policy).hasToString("AccessPolicy[3 rules, guarded roots [/api]]");
    }

    @Test
    void openForEveryMethod_isOpenForAll() {
        var policy = AccessPolicy.builder().guard("/api").open("/api/free");
        for (String method : new String[] {"GET", "HEAD", "POST", "PROPFIND", ""}) {
            assertThat(judge(policy, method, "/api/free").kind()).isEqualTo(Kind.OPEN);
            assertThat(judge(policy, method, "/api/free/deeper").kind()).isEqualTo(Kind.OPEN);
        }
    }
}
