package io.keystile.authn;

import static io.keystile.authn.Fixture.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.keystile.key.Environment;
import io.keystile.key.KeyRedactor;
import io.keystile.lifecycle.IssuedKey;
import io.keystile.net.ClientAddress;
import io.keystile.net.IpAddress;
import io.keystile.request.FakeRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the operator learns, and under which reference. */
final class AuditTrailTest {
    private final Fixture service = new Fixture();
    private final AuditTrail trail = service.trail();

    private RefusedEvent refuse(FakeRequest request) {
        String reference = trail.record((Refused) service.decide(request));
        RefusedEvent event = Objects.requireNonNull(trail.explain(reference));
        assertThat(service.refusals).contains(event);
        return event;
    }

    @Test
    void refusal_isExplainedByItsReference() {
        IssuedKey issued = service.issue("x");
        RefusedEvent event = refuse(get("/api/mandates/7?q=1", issued));
        assertThat(event.reason()).isEqualTo(Reason.SCOPE_MISSING);
        assertThat(event.at()).isEqualTo(Fixture.START);
        assertThat(event.method()).isEqualTo("GET");
        assertThat(event.path()).isEqualTo("/api/mandates/7");
        assertThat(event.address()).isEqualTo(IpAddress.parse("203.0.113.9"));
        assertThat(event.credential()).isEqualTo(issued.credential().id());
        assertThat(event.owner()).isEqualTo("prn_1");
        assertThat(event.environment()).isEqualTo(Environment.LIVE);
    }

    @Test
    void unknownKey_isNobodys() {
        RefusedEvent event = refuse(get("/api/mandates").with("X-API-Key", Fixture.unknownKey(Environment.LIVE)));
        assertThat(event.reason()).isEqualTo(Reason.UNKNOWN_KEY);
        assertThat(event.credential()).isNull();
        assertThat(event.owner()).isNull();
    }

    @Test
    void keyInThePath_isRedacted_andTheQueryLeftOut() {
        String key = service.issue("x").key().reveal();
        RefusedEvent event = refuse(get("/api/mandates/" + key + "?key=" + key));
        assertThat(event.toString()).doesNotContain(key).contains(key.substring(key.length() - 4));
    }

    @Test
    void targetWithoutAReading_hasNoPath() {
        assertThat(refuse(get("/api/../x")).path()).isNull();
    }

    @Test
    void unknownReference_isNotExplained() {
        assertThat(trail.explain("0".repeat(32))).isNull();
    }

    @Test
    void references_areOfOneLength_andNeverTheSame() {
        Set<String> seen = new HashSet<>();
        Refused refused = (Refused) service.decide(get("/api/mandates"));
        for (int i = 0; i < 20_000; i++) {
            String reference = trail.record(refused);
            assertThat(reference).hasSize(32).matches("[0-9a-f]+");
            seen.add(reference);
        }
        assertThat(seen).hasSize(20_000);
    }

    @Test
    void oldReferences_areForgotten_inOrder() {
        Refused refused = (Refused) service.decide(get("/api/mandates"));
        String first = trail.record(refused);
        String second = trail.record(refused);
        for (int i = 0; i < 9_999; i++) {
            trail.record(refused);
        }
        assertThat(trail.explain(first)).isNull();
        assertThat(trail.explain(second)).isNotNull();
    }

    @Test
    void listenerThatThrows_isCountedAndDropped() {
        DecisionListener broken = event -> {
            throw new IllegalStateException("disk full");
        };
        DecisionSetup setup = new DecisionSetup(
                service.policy,
                Fixture.FORMATS,
                service.stores,
                ClientAddress.peer(),
                service.sessionGuard,
                Set.of(),
                List.of(),
                null,
                RateLimiterOutage.FAIL_CLOSED,
                null,
                service.clock,
                List.of(broken));
        AuditTrail withBroken = new AuditTrail(setup, KeyRedactor.of(Fixture.FORMATS));
        withBroken.record((Refused) service.decide(get("/api/mandates")));
        assertThat(withBroken.listenerFailures()).isEqualTo(1);
    }

    @Test
    void decisions_printNoReason() {
        assertThat(service.decide(get("/api/mandates"))).hasToString("Refused[UNAUTHENTICATED]");
    }

    @Test
    void methodAndPath_areShownWholeUpToTheirLengthAndCutBehindIt() {
        String whole = "/api/" + "x".repeat(507);
        RefusedEvent fits = refuse(FakeRequest.of("M".repeat(32), whole));
        assertThat(fits.path()).isEqualTo(whole);
        assertThat(fits.method()).isEqualTo("M".repeat(32));
        RefusedEvent cut = refuse(FakeRequest.of("M".repeat(33), whole + "x"));
        assertThat(cut.path()).hasSize(512).endsWith("x…");
        assertThat(cut.method()).isEqualTo("M".repeat(31) + "…");
    }

    @Test
    void auditLog_takesEventsWithAndWithoutPath() {
        AuditLog log = new AuditLog();
        assertThatCode(() -> {
                    log.onRefused(refuse(get("/api/../x")));
                    log.onRefused(refuse(get("/api/mandates")));
                })
                .doesNotThrowAnyException();
    }

    @Test
    void referencesOfTwoProcesses_differ() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            seen.add(new References().next());
        }
        assertThat(seen).hasSize(100).allMatch(reference -> reference.matches("[0-9a-f]{32}"));
    }
}
