package io.keystile.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.credential.Plane;
import io.keystile.request.Place;
import io.keystile.request.Target;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The policies of the two reference servers, cell by cell. */
class ReferencePoliciesTest {
    private static final AccessPolicy MANDATE_API = mandateApi();
    private static final AccessPolicy DIRECT_DEBIT = AccessPolicy.builder()
            .guard("/api")
            .open("/health")
            .open("/login")
            .sessionOnly("/logout")
            .sessionOnly("/api/keys")
            .proceduresOrSession("/api/trpc", directDebitProcedures())
            .build();

    private static final AccessPolicy MANDATE_API_FILE = file("mandate-api.json");
    private static final AccessPolicy DIRECT_DEBIT_FILE = file("direct-debit.json");

    private static AccessPolicy file(String name) {
        return AccessPolicy.read(Path.of("src", "test", "resources", "policies", name));
    }

    private static AccessPolicy mandateApi() {
        AccessPolicy.Builder builder = AccessPolicy.builder()
                .guard("/api")
                .places(
                        Plane.PRINCIPAL,
                        Place.header("X-API-Key"),
                        Place.scheme("Bearer").tokensOnly())
                .open("/health")
                .open("/.well-known/jwks.json")
                .open("/api/v1/public-keys")
                .open("/oauth/token")
                .plane(Plane.ADMIN, "/api/v1/admin")
                .rule(post("/api/v1/onboard").admits(Plane.CLIENT, Need.fullAccess()))
                .rule(post("/api/v1/principals").admits(Plane.CLIENT, Need.scope("principals")))
                .rule(post("/api/v1/principals/{id}/agents").admits(Plane.CLIENT, Need.scope("principals")))
                .rule(post("/api/v1/principals/{id}/sandbox-key")
                        .admits(Plane.CLIENT, Need.scope("principals"))
                        .admits(Plane.PRINCIPAL, Need.nothing())
                        .keyOnly())
                .rule(post("/api/v1/agents/{id}/mandates").admits(Plane.CLIENT, Need.scope("agents")))
                .rule(post("/api/v1/authorize").admits(Plane.PRINCIPAL, Need.scope("authorize")))
                .rule(Rule.at("/api/v1/webhooks")
                        .methods("GET", "POST")
                        .admits(Plane.PRINCIPAL, Need.scope("webhooks"))
                        .keyOnly())
                .rule(post("/api/v1/crypto/settlements")
                        .admits(Plane.PRINCIPAL, Need.fullAccess())
                        .keyOnly());
        for (String name : new String[] {"agents", "mandates", "risk", "metrics", "outcomes", "vault", "cases"}) {
            builder.rule(Rule.at("/api/v1/" + name).methods("GET").admits(Plane.PRINCIPAL, Need.scope(name)));
        }
        return builder.build();
    }

    private static Rule post(String path) {
        return Rule.at(path).methods("POST");
    }

    private static Procedures directDebitProcedures() {
        return Procedures.builder()
                .query("mandates:read", "mandates.get", "mandates.list")
                .mutation(
                        "mandates:write",
                        "mandates.sendInvite",
                        "mandates.cancel",
                        "mandates.suspend",
                        "mandates.reactivate")
                .query("collections:read", "collections.get", "collections.list", "collections.upcoming")
                .query("alerts:read", "alerts.list")
                .mutation("alerts:write", "alerts.acknowledge")
                .query(
                        "reports:read",
                        "reports.collectionSuccessRate",
                        "reports.clawbackHistory",
                        "reports.mandateActivity")
                .build();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET    | /health                             | OPEN",
                "GET    | /.well-known/jwks.json              | OPEN",
                "GET    | /api/v1/public-keys                 | OPEN",
                "DELETE | /api/v1/public-keys/x               | OPEN",
                "POST   | /oauth/token                        | OPEN",
                "GET    | /api/v1/admin                       | GUARDED {ADMIN=nothing}",
                "PATCH  | /api/v1/admin/credentials/acr_1     | GUARDED {ADMIN=nothing}",
                "POST   | /api/v1/onboard                     | GUARDED {CLIENT=full access}",
                "GET    | /api/v1/onboard/x                   | GUARDED {CLIENT=full access}",
                "POST   | /api/v1/principals                  | GUARDED {CLIENT=principals}",
                "DELETE | /api/v1/principals/prn_1            | GUARDED {CLIENT=principals}",
                "POST   | /api/v1/principals/prn_1/agents     | GUARDED {CLIENT=principals}",
                "GET    | /api/v1/principals/prn_1/agents/x   | GUARDED {CLIENT=principals}",
                "POST   | /api/v1/principals/p/sandbox-key    | GUARDED {CLIENT=principals, PRINCIPAL=nothing} key"
                        + " only",
                "POST   | /api/v1/principals/p/sandbox-key/x  | GUARDED {CLIENT=principals, PRINCIPAL=nothing} key"
                        + " only",
                "GET    | /api/v1/principals/p/sandbox-key    | UNMAPPED {CLIENT=full access, PRINCIPAL=full access}"
                        + " key only",
                "POST   | /api/v1/principals/p/sandbox-keys   | GUARDED {CLIENT=principals}",
                "POST   | /api/v1/agents/agt_1/mandates       | GUARDED {CLIENT=agents}",
                "GET    | /api/v1/agents/agt_1/mandates       | GUARDED {PRINCIPAL=agents}",
                "PUT    | /api/v1/agents/agt_1/mandates       | UNMAPPED {CLIENT=full access, PRINCIPAL=full access}",
                "POST   | /api/v1/authorize                   | GUARDED {PRINCIPAL=authorize}",
                "POST   | /api/v1/authorize/x/y               | GUARDED {PRINCIPAL=authorize}",
                "GET    | /api/v1/authorize                   | GUARDED {PRINCIPAL=authorize}",
                "GET    | /api/v1/agents                      | GUARDED {PRINCIPAL=agents}",
                "GET    | /api/v1/agents/agt_1                | GUARDED {PRINCIPAL=agents}",
                "HEAD   | /api/v1/agents/agt_1                | GUARDED {PRINCIPAL=agents}",
                "POST   | /api/v1/agents                      | GUARDED {PRINCIPAL=agents}",
                "GET    | /api/v1/mandates                    | GUARDED {PRINCIPAL=mandates}",
                "GET    | /api/v1/mandates/mnd_1/             | GUARDED {PRINCIPAL=mandates}",
                "GET    | /api/v1/webhooks                    | GUARDED {PRINCIPAL=webhooks} key only",
                "POST   | /api/v1/webhooks                    | GUARDED {PRINCIPAL=webhooks} key only",
                "DELETE | /api/v1/webhooks/7                  | GUARDED {PRINCIPAL=webhooks} key only",
                "POST   | /api/v1/crypto/settlements          | GUARDED {PRINCIPAL=full access} key only",
                "POST   | /api/v1/crypto                      | UNMAPPED {CLIENT=full access, PRINCIPAL=full access}",
                "GET    | /api/v1/risk                        | GUARDED {PRINCIPAL=risk}",
                "GET    | /api/v1/metrics                     | GUARDED {PRINCIPAL=metrics}",
                "GET    | /api/v1/outcomes                    | GUARDED {PRINCIPAL=outcomes}",
                "GET    | /api/v1/vault                       | GUARDED {PRINCIPAL=vault}",
                "DELETE | /api/v1/cases/1                     | GUARDED {PRINCIPAL=cases}",
                "GET    | /api/v1/reports                     | UNMAPPED {CLIENT=full access, PRINCIPAL=full access}",
                "GET    | /api                                | UNMAPPED {CLIENT=full access, PRINCIPAL=full access}",
                "GET    | /api/                               | UNMAPPED {CLIENT=full access, PRINCIPAL=full access}",
                "GET    | /                                   | OUTSIDE",
                "GET    | /apis/v1/agents                     | OUTSIDE",
                "GET    | /oauth                              | OUTSIDE"
            })
    void mandateApi_isJudgedAsItsTableSays(String method, String path, String judgement) {
        assertJudged(MANDATE_API, method, path, judgement);
        assertJudged(MANDATE_API_FILE, method, path, judgement);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST   | /login                                        | OPEN",
                "POST   | /logout                                       | SESSION_ONLY",
                "GET    | /health                                       | OPEN",
                "GET    | /api/keys                                     | SESSION_ONLY",
                "POST   | /api/keys/acr_1/rotate                        | SESSION_ONLY",
                "GET    | /api/trpc/mandates.get                        | GUARDED {PRINCIPAL=mandates:read} or session",
                "POST   | /api/trpc/mandates.list                       | GUARDED {PRINCIPAL=mandates:read} or session",
                "POST   | /api/trpc/mandates.sendInvite                 | GUARDED {PRINCIPAL=mandates:write} or"
                        + " session",
                "GET    | /api/trpc/mandates.cancel                     | GUARDED {PRINCIPAL=mandates:write} or"
                        + " session",
                "POST   | /api/trpc/mandates.suspend                    | GUARDED {PRINCIPAL=mandates:write} or"
                        + " session",
                "POST   | /api/trpc/mandates.reactivate                 | GUARDED {PRINCIPAL=mandates:write} or"
                        + " session",
                "GET    | /api/trpc/collections.get                     | GUARDED {PRINCIPAL=collections:read} or"
                        + " session",
                "GET    | /api/trpc/collections.list                    | GUARDED {PRINCIPAL=collections:read} or"
                        + " session",
                "GET    | /api/trpc/collections.upcoming                | GUARDED {PRINCIPAL=collections:read} or"
                        + " session",
                "GET    | /api/trpc/alerts.list                         | GUARDED {PRINCIPAL=alerts:read} or session",
                "POST   | /api/trpc/alerts.acknowledge                  | GUARDED {PRINCIPAL=alerts:write} or session",
                "GET    | /api/trpc/reports.collectionSuccessRate       | GUARDED {PRINCIPAL=reports:read} or session",
                "GET    | /api/trpc/reports.clawbackHistory             | GUARDED {PRINCIPAL=reports:read} or session",
                "GET    | /api/trpc/reports.mandateActivity             | GUARDED {PRINCIPAL=reports:read} or session",
                "GET    | /api/trpc/mandates.get,alerts.list?batch=1    | GUARDED"
                        + " {PRINCIPAL=alerts:read+mandates:read} or session x2",
                "GET    | /api/trpc/reports.unknown                     | UNMAPPED {PRINCIPAL=full access} or session",
                "GET    | /api/trpc                                     | UNMAPPED {PRINCIPAL=full access} or session",
                "GET    | /api/other                                    | UNMAPPED {PRINCIPAL=full access}",
                "GET    | /other                                        | OUTSIDE"
            })
    void directDebit_isJudgedAsItsTableSays(String method, String path, String judgement) {
        assertJudged(DIRECT_DEBIT, method, path, judgement);
        assertJudged(DIRECT_DEBIT_FILE, method, path, judgement);
    }

    @Test
    void files_readAsTheCodeDoes() {
        assertThat(MANDATE_API_FILE.describe()).isEqualTo(MANDATE_API.describe());
        assertThat(DIRECT_DEBIT_FILE.describe()).isEqualTo(DIRECT_DEBIT.describe());
    }

    private static void assertJudged(AccessPolicy policy, String method, String path, String judgement) {
        Target target = Objects.requireNonNull(Target.parse(path, ""));
        assertThat(policy.judge(method, target)).hasToString(judgement);
    }
}
