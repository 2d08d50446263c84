package io.keystile.authn;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.request.FakeRequest;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Preflights: answered here from an exact list, never passed on. */
final class CrossOriginTest {
    private final Fixture service = new Fixture();

    private static FakeRequest preflight(String target, String origin) {
        return FakeRequest.of("OPTIONS", target).with("Origin", origin).with("Access-Control-Request-Method", "DELETE");
    }

    @Test
    void preflightFromAListedOrigin_isAnswered() {
        assertThat(service.decide(preflight("/api/mandates", Fixture.ORIGIN)))
                .isEqualTo(new Preflight(Fixture.ORIGIN, "DELETE"));
        assertThat(service.decide(preflight("/api/unmapped", Fixture.ORIGIN))).isInstanceOf(Preflight.class);
        assertThat(service.decide(preflight("/api/keys", Fixture.ORIGIN).withSession()))
                .isInstanceOf(Preflight.class);
    }

    @Test
    void preflightFromAnother_isForbidden() {
        assertThat(service.reason(preflight("/api/mandates", "https://evil.example")))
                .isEqualTo(Reason.FOREIGN_ORIGIN);
        assertThat(service.reason(preflight("/api/mandates", Fixture.ORIGIN).with("Origin", Fixture.ORIGIN)))
                .isEqualTo(Reason.FOREIGN_ORIGIN);
    }

    @Test
    void methodThatIsNone_isForbidden() {
        FakeRequest request = FakeRequest.of("OPTIONS", "/api/mandates")
                .with("Origin", Fixture.ORIGIN)
                .with("Access-Control-Request-Method", "GET, PUT");
        assertThat(service.reason(request)).isEqualTo(Reason.FOREIGN_ORIGIN);
    }

    @Test
    void optionsThatIsNoPreflight_isARequestLikeAnyOther() {
        FakeRequest options = FakeRequest.of("OPTIONS", "/api/mandates").with("Origin", Fixture.ORIGIN);
        assertThat(service.reason(options)).isEqualTo(Reason.NO_CREDENTIAL);
    }

    @Test
    void withoutAList_preflightsAreRequestsLikeAnyOther() {
        service.crossOrigins = Set.of();
        assertThat(service.reason(preflight("/api/mandates", Fixture.ORIGIN))).isEqualTo(Reason.NO_CREDENTIAL);
    }

    @Test
    void outsideAndOpenRoutes_areTheApplicationsOwn() {
        assertThat(service.decide(preflight("/elsewhere", Fixture.ORIGIN))).isEqualTo(Unguarded.OUTSIDE);
    }

    @Test
    void answersAreReadable_forListedOriginsAlone() {
        DecisionPoint point = service.point();
        assertThat(point.readableBy(FakeRequest.of("GET", "/").with("Origin", Fixture.ORIGIN)))
                .isEqualTo(Fixture.ORIGIN);
        assertThat(point.readableBy(FakeRequest.of("GET", "/").with("Origin", "https://evil.example")))
                .isNull();
        assertThat(point.readableBy(FakeRequest.of("GET", "/"))).isNull();
    }

    @Test
    void listedOrigin_isToldForTheAnswer() {
        FakeRequest listed = Fixture.get("/api/mandates").with("Origin", Fixture.ORIGIN);
        assertThat(service.point().knowsCrossOrigins()).isTrue();
        assertThat(service.point().readableBy(listed)).isEqualTo(Fixture.ORIGIN);
        assertThat(service.point().readableBy(Fixture.get("/api/mandates"))).isNull();

        Fixture none = new Fixture();
        none.crossOrigins = Set.of();
        assertThat(none.point().knowsCrossOrigins()).isFalse();
        assertThat(none.point().readableBy(listed)).isNull();
    }

    @Test
    void method_isCapitalsUpToThirtyTwo() {
        for (String method : new String[] {"A", "Z", "AZ", "M".repeat(32)}) {
            assertThat(service.decide(asking(method))).isEqualTo(new Preflight(Fixture.ORIGIN, method));
        }
        for (String method : new String[] {"", "@", "[", "get", "M".repeat(33)}) {
            assertThat(service.reason(asking(method))).isEqualTo(Reason.FOREIGN_ORIGIN);
        }
    }

    private static FakeRequest asking(String method) {
        return FakeRequest.of("OPTIONS", "/api/mandates")
                .with("Origin", Fixture.ORIGIN)
                .with("Access-Control-Request-Method", method);
    }
}
