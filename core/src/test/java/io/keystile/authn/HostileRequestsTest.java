package io.keystile.authn;

import static io.keystile.authn.Fixture.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keystile.key.KeyHash;
import io.keystile.lifecycle.IssuedKey;
import io.keystile.net.AddressRanges;
import io.keystile.request.FakeRequest;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What a caller writes into a request must neither fill the operator's memory nor speak in his log. */
final class HostileRequestsTest {
    private final Fixture service = new Fixture();

    private RefusedEvent refuse(FakeRequest request) {
        AuditTrail trail = service.trail();
        return Objects.requireNonNull(trail.explain(trail.record((Refused) service.decide(request))));
    }

    @Test
    void longPath_isCutInTheEvent_forTenThousandAreRemembered() {
        RefusedEvent event = refuse(get("/api/" + "x".repeat(8_000)));

        assertThat(event.path()).startsWith("/api/xxx").endsWith("…").hasSizeLessThanOrEqualTo(512);
    }

    @Test
    void longMethod_isCutInTheEvent() {
        RefusedEvent event = refuse(FakeRequest.of("M".repeat(8_000), "/api/x"));

        assertThat(event.method()).startsWith("MMM").endsWith("…").hasSizeLessThanOrEqualTo(32);
    }

    @Test
    void keyAcrossTheCut_staysRedacted() {
        String key = service.issue("x").key().reveal();

        for (int before = 440; before < 520; before++) {
            RefusedEvent event = refuse(get("/api/" + "y".repeat(before) + "/" + key));
            assertThat(event.path()).doesNotContain(key.substring(0, 12));
        }
    }

    @Test
    void keyInTheMethodOrPath_ofAGrantedRequest_isRedactedToo() {
        IssuedKey issued = service.issue("mandates:read");
        String key = issued.key().reveal();

        service.decide(get("/api/mandates/" + key, issued));

        assertThat(service.grants).singleElement().asString().doesNotContain(key);
    }

    @Test
    void logLine_holdsNothingThatACallerCouldTakeForAnotherField() {
        String forged = "/api/x address=10.0.0.1 credential=acr_1\u2028refused\u202E\"é";

        assertThat(LogText.of(forged))
                .isEqualTo("/api/x%20address=10.0.0.1%20credential=acr_1%E2%80%A8refused%E2%80%AE%22%C3%A9");
        assertThat(LogText.of("GET\r\nrefused")).isEqualTo("GET%0D%0Arefused");
        assertThat(LogText.of("/a%20b")).isEqualTo("/a%2520b");
        assertThat(LogText.of("/api/mandates/7")).isEqualTo("/api/mandates/7");
        assertThat(LogText.of("acme_live_…wxyz")).isEqualTo("acme_live_…wxyz");
    }

    @Test
    void operatorKey_thatEndsBeyondWhatClocksCount_isRefusedWhereItIsConfigured() {
        KeyHash hash = KeyHash.of(Fixture.OPERATOR_KEY);
        for (Instant end : List.of(Instant.MAX, Instant.MIN)) {
            assertThatThrownBy(() -> new OperatorKey("jo", hash, AddressRanges.none(), end))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("1970 to 9999");
        }
    }

    @Test
    void procedureNames_areNotToldByTheTrailingSlash() {
        Reason known = service.reason(get("/api/trpc/mandates.list/"));

        assertThat(service.reason(get("/api/trpc/mandates.guess/"))).isEqualTo(known);
        assertThat(service.reason(get("/api/trpc/mandates.list,mandates.guess/")))
                .isEqualTo(known);
    }
}
