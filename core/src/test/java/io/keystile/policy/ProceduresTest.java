package io.keystile.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.keystile.credential.Plane;
import io.keystile.policy.Judgement.Kind;
import io.keystile.request.Target;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProceduresTest {
    private static final AccessPolicy POLICY = AccessPolicy.builder()
            .guard("/api")
            .scope("/api", "everything")
            .proceduresOrSession(
                    "/api/trpc",
                    Procedures.builder()
                            .query("mandates:read", "mandates.get", "mandates.list")
                            .mutation("mandates:write", "mandates.cancel")
                            .subscription("events", "events.stream")
                            .maxBatch(4)
                            .build())
            .rule(Rule.at("/api/{version}/mandates.get").admits(Plane.CLIENT, Need.nothing()))
            .build();

    private static Judgement judge(String method, String raw) {
        return POLICY.judge(method, Objects.requireNonNull(Target.parse(raw, "")));
    }

    @ParameterizedTest
    @CsvSource({
        "mandates.get, mandates:read, 1",
        "mandates.cancel, mandates:write, 1",
        "'mandates.get,mandates.list', mandates:read, 2",
        "'mandates.get,mandates.cancel', mandates:read+mandates:write, 2",
        "'mandates.get,mandates.get,mandates.get,mandates.get', mandates:read, 4",
        "mandates.get%2Cmandates.cancel, mandates:read+mandates:write, 2",
        "%6dandates.get, mandates:read, 1",
        "mandates.get?batch=1&input=%7B%7D, mandates:read, 1",
        "'events.stream,mandates.get?batch=0', events+mandates:read, 2"
    })
    void everyNamedProcedure_needsItsScope(String procedures, String need, int cost) {
        for (String method : new String[] {"GET", "POST", "PUT", "OPTIONS"}) {
            Judgement judgement = judge(method, "/api/trpc/" + procedures);
            assertThat(judgement.kind()).isEqualTo(Kind.GUARDED);
            assertThat(judgement.need(Plane.PRINCIPAL)).hasToString(need);
            assertThat(judgement.planes()).containsExactly(Plane.PRINCIPAL);
            assertThat(judgement.sessionsWelcome()).isTrue();
            assertThat(judgement.cost()).isEqualTo(cost);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/trpc",
                "/api/trpc?batch=1",
                "/api/trpc/",
                "/api/trpc/,",
                "/api/trpc/,mandates.get",
                "/api/trpc/mandates.get,",
                "/api/trpc/mandates.get,,mandates.list",
                "/api/trpc/mandates",
                "/api/trpc/Mandates.Get",
                "/api/trpc/mandates.get%20",
                "/api/trpc/mandates.get,unknown",
                "/api/trpc/mandates.get/x",
                "/api/trpc/mandates.get/mandates.get",
                "/api/trpc/x/mandates.get",
                "/api/trpc/mandates.get,mandates.get,mandates.get,mandates.get,mandates.get",
                "/api/trpc/toString"
            })
    void noProcedureOrAnUnknownOne_isUnmappedOnTheRoutesOwnPlanes(String raw) {
        Judgement judgement = judge("GET", raw);
        assertThat(judgement.kind()).isEqualTo(Kind.UNMAPPED);
        assertThat(judgement.planes()).containsExactly(Plane.PRINCIPAL);
        assertThat(judgement.need(Plane.PRINCIPAL)).isEqualTo(Need.fullAccess());
        assertThat(judgement.sessionsWelcome()).as("as the route is").isTrue();
    }

    @Test
    void unmappedBatch_countsForAllItsNames() {
        assertThat(judge("POST", "/api/trpc/unknown,mandates.get,mandates.get").cost())
                .isEqualTo(3);
    }

    @Test
    void trailingSlash_isTwoReadings() {
        assertThat(judge("GET", "/api/trpc/mandates.get/").kind()).isEqualTo(Kind.AMBIGUOUS);
        assertThat(judge("GET", "/api/trpc/mandates.get,mandates.cancel/").kind())
                .isEqualTo(Kind.AMBIGUOUS);
        assertThat(judge("GET", "/api/trpc/unknown/").kind()).isEqualTo(Kind.AMBIGUOUS);
        assertThat(judge("GET", "/api/trpc/a/unknown/").kind()).isEqualTo(Kind.UNMAPPED);
    }

    @Test
    void besideTheRoute_otherRulesHold() {
        assertThat(judge("GET", "/api/trpcmandates.get").need(Plane.PRINCIPAL)).isEqualTo(Need.scope("everything"));
        assertThat(judge("GET", "/api/v1/mandates.get").planes()).containsExactly(Plane.CLIENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a.", ".a", "a..b", "1a", "a.1", "a,b", "a b", "a-b", "é"})
    void nameThatIsNoProcedure_isRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Procedures.builder().query("s", name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "z", "A", "Z", "_", "a0", "a9", "azAZ_09", "a.b", "a1.z9", "_._"})
    void identifiersJoinedByDots_areNames(String name) {
        assertThat(new Procedure(name, "s", Procedure.Kind.QUERY).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/", "a:", "a@", "a[", "a`", "a{", "0a", "9", "a.0", "a.9b"})
    void neighboursOfWhatIsAllowed_areRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Procedure(name, "s", Procedure.Kind.QUERY));
    }

    @Test
    void builder_takesAllKindsAndBothEndsOfTheBatch() {
        Procedures procedures = Procedures.builder()
                .query("r", "a")
                .subscription("e", "b")
                .mutation("w", "c")
                .maxBatch(1)
                .maxBatch(1_000)
                .build();
        assertThat(procedures.maxBatch()).isEqualTo(1_000);
        assertThat(procedures.all())
                .extracting(Procedure::kind)
                .containsExactly(Procedure.Kind.QUERY, Procedure.Kind.SUBSCRIPTION, Procedure.Kind.MUTATION);
        assertThat(procedures).hasToString("3 procedures");
    }

    @Test
    void misuseOfTheBuilder_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Procedures.builder().build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Procedures.builder().query("s"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Procedures.builder().query("*", "a"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Procedures.builder().query("s", "a").mutation("s", "a"))
                .withMessageContaining("twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Procedures.builder().maxBatch(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Procedures.builder().maxBatch(1001));
    }
}
