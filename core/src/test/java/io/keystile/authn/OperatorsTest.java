package io.keystile.authn;

import static io.keystile.authn.Fixture.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.keystile.credential.Access;
import io.keystile.credential.Plane;
import io.keystile.key.Environment;
import io.keystile.key.KeyHash;
import io.keystile.lifecycle.NewCredential;
import io.keystile.net.AddressRanges;
import io.keystile.net.ClientAddress;
import io.keystile.policy.AccessPolicy;
import io.keystile.request.FakeRequest;
import io.keystile.request.Place;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The admin plane. */
final class OperatorsTest {
    private static final String ADMIN = "/api/admin/clients";
    private static final String OTHER_KEY = "another operator's key, long enough";

    private final Fixture service = new Fixture();

    private static FakeRequest as(String key) {
        return get(ADMIN).with("X-Admin-Key", key);
    }

    @Test
    void operatorsKey_isItsOperator_withoutTenantOrEnvironment() {
        Caller caller = service.caller(as(Fixture.OPERATOR_KEY));
        assertThat(caller.plane()).isEqualTo(Plane.ADMIN);
        assertThat(caller.owner()).isEqualTo("jo");
        assertThat(caller.tenant()).isNull();
        assertThat(caller.credential()).isNull();
        assertThat(caller.environment()).isNull();
        assertThat(caller.via()).isEqualTo(Via.KEY);
    }

    @Test
    void otherKeys_areUnknown_whateverTheyLookLike() {
        assertThat(service.reason(as(Fixture.OPERATOR_KEY + "x"))).isEqualTo(Reason.UNKNOWN_KEY);
        assertThat(service.reason(as(""))).isEqualTo(Reason.UNKNOWN_KEY);
    }

    @Test
    void fullAccessOfAnotherPlane_isNoOperator() {
        String key = service.issue(NewCredential.client("cli_1").access(Access.full()))
                .key()
                .reveal();
        assertThat(service.reason(as(key))).isEqualTo(Reason.WRONG_PLANE);
        assertThat(service.reason(get(ADMIN).with("X-API-Key", key))).isEqualTo(Reason.MISPLACED_CREDENTIAL);
        assertThat(service.reason(get(ADMIN).with("Authorization", "Bearer " + key)))
                .isEqualTo(Reason.MISPLACED_CREDENTIAL);
    }

    @Test
    void operatorsKey_entersTheAdminPlaneOnly() {
        assertThat(service.reason(get("/api/mandates").with("X-Admin-Key", Fixture.OPERATOR_KEY)))
                .isEqualTo(Reason.MISPLACED_CREDENTIAL);
        assertThat(service.reason(get("/api/unmapped").with("X-Admin-Key", Fixture.OPERATOR_KEY)))
                .isEqualTo(Reason.MISPLACED_CREDENTIAL);
        assertThat(service.reason(get("/api/mandates").with("X-API-Key", Fixture.OPERATOR_KEY)))
                .isEqualTo(Reason.MALFORMED_KEY);
    }

    @Test
    void operatorsKeyThatLooksLikeAPrincipals_inASharedPlace_entersTheAdminPlaneOnly() {
        String key = Fixture.unknownKey(Environment.LIVE);
        AccessPolicy shared = AccessPolicy.builder()
                .guard("/api")
                .places(Plane.ADMIN, Place.header("X-API-Key"))
                .scope("/api/mandates", "mandates:read")
                .plane(Plane.ADMIN, "/api/admin")
                .build();
        DecisionSetup setup = new DecisionSetup(
                shared,
                Fixture.FORMATS,
                service.stores,
                ClientAddress.peer(),
                null,
                Set.of(),
                List.of(OperatorKey.ofRaw("jo", key)),
                null,
                RateLimiterOutage.FAIL_CLOSED,
                null,
                service.clock,
                List.of());
        DecisionPoint point = service.newPoint(setup);

        assertThat(point.decide(get("/api/admin").with("X-API-Key", key))).isInstanceOf(Granted.class);
        assertThat(point.decide(get("/api/mandates").with("X-API-Key", key)))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo(Reason.UNKNOWN_KEY));
    }

    @Test
    void severalOverlap_andEachEndsAtItsInstant() {
        service.operators = List.of(
                new OperatorKey(
                        "jo", KeyHash.of(Fixture.OPERATOR_KEY), AddressRanges.none(), Fixture.START.plusSeconds(10)),
                OperatorKey.ofRaw("kim", OTHER_KEY));
        assertThat(service.caller(as(OTHER_KEY)).owner()).isEqualTo("kim");
        service.advance(Duration.ofSeconds(10).minusMillis(1));
        assertThat(service.caller(as(Fixture.OPERATOR_KEY)).recheck()).isNotNull();
        Caller jo = service.caller(as(Fixture.OPERATOR_KEY));
        service.advance(Duration.ofMillis(1));
        assertThat(service.reason(as(Fixture.OPERATOR_KEY))).isEqualTo(Reason.ADMIN_KEY_ENDED);
        assertThat(jo.recheck()).isNull();
        assertThat(service.reason(as(OTHER_KEY))).isNull();
    }

    @Test
    void allowlist_holdsForOperatorsToo() {
        service.operators = List.of(
                new OperatorKey("jo", KeyHash.of(Fixture.OPERATOR_KEY), AddressRanges.of("198.51.100.0/24"), null));
        assertThat(service.reason(as(Fixture.OPERATOR_KEY).from("198.51.100.1")))
                .isNull();
        assertThat(service.reason(as(Fixture.OPERATOR_KEY).from("203.0.113.1"))).isEqualTo(Reason.ADDRESS_NOT_ALLOWED);
        assertThat(service.reason(as(Fixture.OPERATOR_KEY).from(null))).isEqualTo(Reason.ADDRESS_UNKNOWN);
    }

    @Test
    void shortKey_isRefusedWhereItIsConfigured_withoutItsText() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OperatorKey.ofRaw("jo", "hunter2"))
                .withMessageContaining("24")
                .withMessageNotContaining("hunter2");
        assertThat(OperatorKey.ofRaw("jo", "x".repeat(24)).hash()).isEqualTo(KeyHash.of("x".repeat(24)));
        assertThatIllegalArgumentException().isThrownBy(() -> OperatorKey.ofRaw("jo", "x".repeat(23)));
    }
}
