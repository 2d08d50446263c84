package io.keystile.authn;

import static io.keystile.authn.Fixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.credential.Access;
import io.keystile.credential.Plane;
import io.keystile.key.Environment;
import io.keystile.lifecycle.IssuedKey;
import io.keystile.lifecycle.NewCredential;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A client's key in the place of the client's one principal. */
final class TenancyTest {
    private final Fixture service = new Fixture();
    private final List<String> principals = new ArrayList<>(List.of("prn_7"));
    private final List<String> asked = new ArrayList<>();
    private final IssuedKey client = service.issue(NewCredential.client("cli_1").access(Access.only("mandates:read")));

    TenancyTest() {
        service.tenancy = (environment, id) -> {
            asked.add(environment + " " + id);
            return List.copyOf(principals);
        };
    }

    @Test
    void switchedOff_aClientIsNoPrincipal() {
        service.tenancy = null;
        assertThat(service.reason(get("/api/mandates", client))).isEqualTo(Reason.WRONG_PLANE);
    }

    @Test
    void onePrincipal_isWhoTheCallerIs() {
        Caller caller = service.caller(get("/api/mandates", client));
        assertThat(caller.plane()).isEqualTo(Plane.PRINCIPAL);
        assertThat(caller.owner()).isEqualTo("prn_7");
        assertThat(caller.tenant()).isEqualTo("cli_1");
        assertThat(caller.credential()).isEqualTo(client.credential().id());
        assertThat(asked).containsExactly(Environment.LIVE + " cli_1");
    }

    @Test
    void noneOrSeveral_areTheUniform401() {
        principals.clear();
        assertThat(service.reason(get("/api/mandates", client))).isEqualTo(Reason.WRONG_PLANE);
        principals.addAll(List.of("prn_7", "prn_8"));
        assertThat(service.reason(get("/api/mandates", client))).isEqualTo(Reason.WRONG_PLANE);
    }

    @Test
    void scopesAreTheClients() {
        assertThat(service.reason(get("/api/reports", client))).isEqualTo(Reason.SCOPE_MISSING);
    }

    @Test
    void routeForBoth_orForNoRule_takesTheClientAsItself() {
        IssuedKey full = service.issue(NewCredential.client("cli_1").access(Access.full()));
        assertThat(service.caller(get("/api/both", full)).plane()).isEqualTo(Plane.CLIENT);
        assertThat(service.caller(get("/api/unmapped", full)).owner()).isEqualTo("cli_1");
        assertThat(asked).isEmpty();
    }

    @Test
    void otherCredentials_areNotAskedAbout() {
        service.caller(get("/api/mandates", service.issue("mandates:read")));
        service.reason(get("/api/mandates").with("X-API-Key", Fixture.unknownKey(Environment.LIVE)));
        service.lifecycle(Environment.LIVE).revoke(client.credential().id());
        assertThat(service.reason(get("/api/mandates", client))).isEqualTo(Reason.REVOKED);
        assertThat(asked).isEmpty();
    }

    @Test
    void adminRoute_staysClosed() {
        assertThat(service.reason(get("/api/admin", client))).isNotNull();
        assertThat(asked).isEmpty();
    }

    @Test
    void outage_isA503() {
        service.tenancy = (environment, id) -> {
            throw new IllegalStateException("down");
        };
        assertThat(service.reason(get("/api/mandates", client))).isEqualTo(Reason.STORE_UNAVAILABLE);
    }

    @Test
    void recheck_asksAgain() {
        Caller caller = service.caller(get("/api/mandates", client));
        assertThat(Objects.requireNonNull(caller.recheck()).owner()).isEqualTo("prn_7");
        principals.set(0, "prn_8");
        assertThat(caller.recheck()).isNull();
        principals.add("prn_9");
        assertThat(caller.recheck()).isNull();
    }
}
