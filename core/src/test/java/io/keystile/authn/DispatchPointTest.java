package io.keystile.authn;

import static io.keystile.authn.Fixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.credential.Access;
import io.keystile.credential.Credential;
import io.keystile.lifecycle.IssuedKey;
import io.keystile.lifecycle.NewCredential;
import io.keystile.request.FakeRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Forwards and includes. */
final class DispatchPointTest {
    private final Fixture service = new Fixture();
    private final DispatchPoint dispatches = new DispatchPoint(service.policy, service.point());
    private final IssuedKey reader = service.issue("mandates:read");
    private final Decision granted = service.decide(get("/api/mandates", reader));

    private @Nullable Reason reason(Decision first, FakeRequest request) {
        return dispatches
                .decide(first, request)
                .<@Nullable Reason>fold(g -> null, u -> null, p -> null, Refused::reason);
    }

    @Test
    void grantedCaller_goesWhereItMay() {
        assertThat(dispatches.decide(granted, get("/api/mandates/7"))).isSameAs(granted);
        assertThat(dispatches.decide(granted, get("/api/health"))).isSameAs(granted);
        assertThat(dispatches.decide(granted, get("/WEB-INF/page.jsp"))).isSameAs(granted);
    }

    @Test
    void grantedCaller_goesNoFurther() {
        assertThat(reason(granted, get("/api/reports"))).isEqualTo(Reason.SCOPE_MISSING);
        assertThat(reason(granted, get("/api/unmapped"))).isEqualTo(Reason.SCOPE_MISSING);
        assertThat(reason(granted, get("/api/keys"))).isEqualTo(Reason.WRONG_PLANE);
        assertThat(reason(granted, get("/api/admin"))).isEqualTo(Reason.WRONG_PLANE);
        assertThat(reason(granted, get("/api/mandates/.."))).isEqualTo(Reason.AMBIGUOUS_TARGET);
        assertThat(reason(granted, get("/api/health/"))).isEqualTo(Reason.AMBIGUOUS_ROUTE);
    }

    @Test
    void session_goesWhereSessionsMay() {
        assertThat(dispatches.decide(Unguarded.SESSION, get("/api/keys"))).isEqualTo(Unguarded.SESSION);
        assertThat(reason(Unguarded.SESSION, get("/api/mandates"))).isEqualTo(Reason.NO_CREDENTIAL);
    }

    @Test
    void requestThatHadNoCaller_isDecidedAsNew() {
        assertThat(reason(Unguarded.PUBLIC, get("/api/mandates"))).isEqualTo(Reason.NO_CREDENTIAL);
        assertThat(dispatches.decide(Unguarded.OUTSIDE, get("/api/mandates", reader)))
                .isInstanceOf(Granted.class);
        assertThat(dispatches.decide(Unguarded.PUBLIC, get("/api/health"))).isEqualTo(Unguarded.PUBLIC);
    }

    @Test
    void dispatch_isNotChargedAgain() {
        int[] spent = {0};
        service.limiter = (environment, tenant, credential, cost) -> {
            spent[0]++;
            return new RateVerdict.Within(List.of());
        };
        DecisionPoint point = service.newPoint();
        IssuedKey full = service.issue(NewCredential.principal("p", "t").access(Access.full()));
        Decision first = point.decide(get("/api/mandates", full));
        new DispatchPoint(service.policy, point).decide(first, get("/api/reports", full));
        assertThat(spent[0]).isEqualTo(1);
    }

    @Test
    void tokensCaller_goesNowhereThatTakesKeysAlone() {
        IssuedKey issued = service.issue("mandates:read");
        Recheck again = new Recheck(Map.of(), new OperatorKeys(List.of()), new Standing(null), service.clock);
        Credential credential = issued.credential();
        VerifiedToken token = new VerifiedToken(
                credential.environment(), credential.id(), 1, 0, credential.owner(), Access.full(), Instant.MAX);
        Caller byToken = Caller.by(token, Access.full(), again, issued.credential());
        Granted first = new Granted(byToken, List.of());
        assertThat(reason(first, get("/api/both"))).isEqualTo(Reason.TOKEN_NOT_TAKEN);
        assertThat(dispatches.decide(first, get("/api/mandates/7"))).isSameAs(first);
        Granted byKey = new Granted(Caller.of(again, issued.credential(), Via.KEY, 1), List.of());
        assertThat(dispatches.decide(byKey, get("/api/both"))).isSameAs(byKey);
    }
}
