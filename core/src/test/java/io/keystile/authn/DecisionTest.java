package io.keystile.authn;

import static io.keystile.authn.Fixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.lifecycle.IssuedKey;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The ends of a decision, as an adapter and a log meet them. */
final class DecisionTest {
    private final Fixture service = new Fixture();

    private static String end(Decision decision) {
        return decision.fold(g -> "granted", u -> "unguarded", p -> "preflight", r -> "refused");
    }

    @Test
    void eachEnd_foldsByItsOwn() {
        assertThat(end(service.decide(get("/api/mandates", service.issue("mandates:read")))))
                .isEqualTo("granted");
        assertThat(end(service.decide(get("/api/health")))).isEqualTo("unguarded");
        assertThat(end(new Preflight(Fixture.ORIGIN, "GET"))).isEqualTo("preflight");
        assertThat(end(service.decide(get("/api/mandates")))).isEqualTo("refused");
    }

    @Test
    void texts_nameTheCallerWithoutASecret() {
        IssuedKey issued = service.issue("mandates:read");
        assertThat(service.decide(get("/api/mandates", issued)))
                .hasToString(
                        "Granted[Caller[PRINCIPAL prn_1 " + issued.credential().id() + "]]");
        assertThat(service.caller(get("/api/admin").with("X-Admin-Key", Fixture.OPERATOR_KEY)))
                .hasToString("Caller[ADMIN jo]");
    }

    @Test
    void applicationsOwnRefusal_isOneLikeOurs() {
        Refused refused = service.point().refuse(Reason.NO_CREDENTIAL, get("/api/mandates/7?q=1"));
        assertThat(refused.reason()).isEqualTo(Reason.NO_CREDENTIAL);
        assertThat(refused.refusal().kind()).isEqualTo(Refusal.Kind.UNAUTHENTICATED);
        assertThat(refused.path()).isEqualTo("/api/mandates/7");
        assertThat(service.point()
                        .refuse(Reason.NO_CREDENTIAL, get("/api/../x"))
                        .path())
                .isNull();
    }

    @Test
    void containersRefusal_isOfARequestThatNobodyRead() {
        Refused refused = Refused.byContainer("203.0.113.9");
        assertThat(refused.reason()).isEqualTo(Reason.CONTAINER_REFUSED);
        assertThat(refused.path()).isNull();
        assertThat(refused.request().hasSession()).isFalse();
        assertThat(refused.request().headers("X-API-Key")).isEmpty();
        assertThat(refused.request().peerAddress()).isEqualTo("203.0.113.9");
    }

    @Test
    void listener_isToldOfGrantsOnlyIfItWantsThem() {
        List<GrantedEvent> told = new ArrayList<>();
        DecisionListener listener = new DecisionListener() {
            @Override
            public void onRefused(RefusedEvent event) {}

            @Override
            public void onGranted(GrantedEvent event) {
                told.add(event);
            }
        };
        assertThat(listener.wantsGranted()).isFalse();
        service.listeners.add(listener);
        service.decide(get("/api/mandates", service.issue("mandates:read")));
        assertThat(service.grants).hasSize(1);
        assertThat(told).isEmpty();
    }
}
