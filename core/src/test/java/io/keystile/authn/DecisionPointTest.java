package io.keystile.authn;

import static io.keystile.authn.Fixture.get;
import static io.keystile.authn.Fixture.principal;
import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.credential.Access;
import io.keystile.credential.CredentialId;
import io.keystile.credential.Plane;
import io.keystile.key.Environment;
import io.keystile.key.KeyHash;
import io.keystile.lifecycle.CredentialLifecycle;
import io.keystile.lifecycle.IssuedKey;
import io.keystile.lifecycle.NewCredential;
import io.keystile.request.FakeRequest;
import io.keystile.store.CredentialStore;
import io.keystile.store.KeyMatch;
import io.keystile.store.StoreUnavailableException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The checks, each alone, and their order. */
final class DecisionPointTest {
    private static final String MANDATES = "/api/mandates";

    private final Fixture service = new Fixture();
    private final CredentialLifecycle live = service.lifecycle(Environment.LIVE);

    @Test
    void goodKey_isGrantedToItsCaller() {
        IssuedKey issued = service.issue("mandates:read");
        Caller caller = service.caller(get("/api/mandates/7", issued));
        assertThat(caller.plane()).isEqualTo(Plane.PRINCIPAL);
        assertThat(caller.owner()).isEqualTo("prn_1");
        assertThat(caller.tenant()).isEqualTo("cli_1");
        assertThat(caller.credential()).isEqualTo(issued.credential().id());
        assertThat(caller.environment()).isEqualTo(Environment.LIVE);
        assertThat(caller.access()).isEqualTo(Access.only("mandates:read"));
        assertThat(caller.via()).isEqualTo(Via.KEY);
        assertThat(caller.mayIssue()).isTrue();
        assertThat(service.grants).hasSize(1);
    }

    @Test
    void legacyKey_isLetIn_andCounted() {
        IssuedKey issued = service.issue("mandates:read");
        assertThat(service.reason(get(MANDATES).with("X-API-Key", "dd_" + "a1B2".repeat(8))))
                .isEqualTo(Reason.UNKNOWN_KEY);
        assertThat(service.point().legacyKeys()).isZero();
        service.stores.put(
                Environment.LIVE, store(Objects.requireNonNull(service.live.findByKey(Fixture.hash(issued)))));
        DecisionPoint point = service.newPoint();
        assertThat(point.decide(get(MANDATES).with("X-API-Key", "dd_" + "a1B2".repeat(8))))
                .isInstanceOf(Granted.class);
        assertThat(point.legacyKeys()).isEqualTo(1);
    }

    @Test
    void keyBehindBearer_isTheSame() {
        IssuedKey issued = service.issue("mandates:read");
        assertThat(service.caller(get(MANDATES)
                                .with("Authorization", "Bearer " + issued.key().reveal()))
                        .owner())
                .isEqualTo("prn_1");
    }

    @Test
    void ambiguousTarget_isBad_beforeAnythingElse() {
        assertThat(service.reason(get("/api/mandates/../keys"))).isEqualTo(Reason.AMBIGUOUS_TARGET);
    }

    @Test
    void slashThatRoutersReadInTwoWays_letsNobodyIn_andTellsNobody() {
        assertThat(service.reason(get("/api/health/"))).isEqualTo(Reason.NO_CREDENTIAL);
        assertThat(service.reason(get("/api/health/").withSession())).isEqualTo(Reason.NO_CREDENTIAL);
        assertThat(service.reason(get("/api/health/").with("X-API-Key", Fixture.unknownKey(Environment.LIVE))))
                .isEqualTo(Reason.UNKNOWN_KEY);
        IssuedKey full = service.issue(NewCredential.principal("p", "t").access(Access.full()));
        assertThat(service.reason(get("/api/health/", full))).isEqualTo(Reason.AMBIGUOUS_ROUTE);
        assertThat(service.reason(get("/api/health/").with("X-Admin-Key", Fixture.OPERATOR_KEY)))
                .isEqualTo(Reason.AMBIGUOUS_ROUTE);
    }

    @Test
    void containerThatRoutesElsewhere_isRefused_onOpenRoutesToo() {
        assertThat(service.reason(get("/api/health").routedElsewhere())).isEqualTo(Reason.NO_CREDENTIAL);
        assertThat(service.reason(get("/other").routedElsewhere())).isEqualTo(Reason.NO_CREDENTIAL);
        IssuedKey full = service.issue(NewCredential.principal("p", "t").access(Access.full()));
        assertThat(service.reason(get("/other", full).routedElsewhere())).isEqualTo(Reason.AMBIGUOUS_ROUTE);
    }

    @Test
    void openRoute_andOutside_goOnWithoutACaller_whateverIsPresented() {
        assertThat(service.decide(get("/api/health").with("X-API-Key", "garbage")))
                .isEqualTo(Unguarded.PUBLIC);
        assertThat(service.decide(get("/").with("X-API-Key", "garbage"))).isEqualTo(Unguarded.OUTSIDE);
    }

    @Test
    void contextPath_isNotJudged() {
        IssuedKey issued = service.issue("mandates:read");
        assertThat(service.reason(get("/app/api/mandates", issued).under("/app")))
                .isNull();
        assertThat(service.reason(get("/app/api/keys", issued).under("/app"))).isEqualTo(Reason.SESSION_ONLY);
    }

    @Test
    void nothingPresented_isUnauthenticated() {
        assertThat(service.reason(get(MANDATES))).isEqualTo(Reason.NO_CREDENTIAL);
        assertThat(service.reason(get("/api/unmapped"))).isEqualTo(Reason.NO_CREDENTIAL);
    }

    @Test
    void keyInTheQuery_isNotRead() {
        String key = service.issue("mandates:read").key().reveal();
        assertThat(service.reason(get(MANDATES + "?api_key=" + key))).isEqualTo(Reason.NO_CREDENTIAL);
    }

    @Test
    void whatIsWrongWithTheKey_isTold() {
        String key = service.issue("mandates:read").key().reveal();
        assertThat(service.reason(get(MANDATES).with("X-API-Key", key + "x"))).isEqualTo(Reason.MALFORMED_KEY);
        assertThat(service.reason(get(MANDATES).with("X-API-Key", Fixture.unknownKey(Environment.LIVE))))
                .isEqualTo(Reason.UNKNOWN_KEY);
        assertThat(service.reason(get(MANDATES).with("X-API-Key", key).with("X-API-Key", key)))
                .isEqualTo(Reason.SEVERAL_CREDENTIALS);
        assertThat(service.reason(get(MANDATES).with("X-Admin-Key", Fixture.OPERATOR_KEY)))
                .isEqualTo(Reason.MISPLACED_CREDENTIAL);
        assertThat(service.reason(get(MANDATES).with("Authorization", "Bearer a.b.c")))
                .isEqualTo(Reason.BAD_TOKEN);
        assertThat(service.reason(get("/api/both").with("Authorization", "Bearer a.b.c")))
                .isEqualTo(Reason.TOKEN_NOT_TAKEN);
    }

    @Test
    void environmentWithoutAStore_isNotServed() {
        service.stores.remove(Environment.SANDBOX);
        assertThat(service.reason(get(MANDATES).with("X-API-Key", Fixture.unknownKey(Environment.SANDBOX))))
                .isEqualTo(Reason.ENVIRONMENT_NOT_SERVED);
    }

    @Test
    void recordOfTheOtherEnvironment_isRefused() {
        IssuedKey sandboxed = service.lifecycle(Environment.SANDBOX).issue(principal("mandates:read"));
        assertThat(service.reason(get(MANDATES, sandboxed))).isNull();
        Fixture swapped = new Fixture();
        swapped.stores.put(Environment.SANDBOX, returningLiveRecord());
        assertThat(swapped.reason(get(MANDATES, sandboxed))).isEqualTo(Reason.ENVIRONMENT_MISMATCH);
    }

    private CredentialStore returningLiveRecord() {
        IssuedKey other = live.issue(principal("mandates:read"));
        KeyMatch match = Objects.requireNonNull(service.live.findByKey(KeyHash.of(other.key())));
        return store(match);
    }

    private static CredentialStore store(KeyMatch match) {
        return (CredentialStore) Proxy.newProxyInstance(
                CredentialStore.class.getClassLoader(),
                new Class<?>[] {CredentialStore.class},
                (p, method, args) -> match);
    }

    @Test
    void revoked_suspended_andResumed() {
        IssuedKey issued = service.issue("mandates:read");
        CredentialId id = issued.credential().id();
        live.suspend(id);
        assertThat(service.reason(get(MANDATES, issued))).isEqualTo(Reason.SUSPENDED);
        live.resume(id);
        assertThat(service.reason(get(MANDATES, issued))).isNull();
        live.revoke(id);
        assertThat(service.reason(get(MANDATES, issued))).isEqualTo(Reason.REVOKED);
    }

    @Test
    void suspendedTenant_refusesAllItsKeys() {
        IssuedKey issued = service.issue("mandates:read");
        live.suspendTenant("cli_1");
        assertThat(service.reason(get(MANDATES, issued))).isEqualTo(Reason.TENANT_SUSPENDED);
        live.resumeTenant("cli_1");
        assertThat(service.reason(get(MANDATES, issued))).isNull();
    }

    @Test
    void expiry_isPastAtItsInstant() {
        IssuedKey issued = service.issue(principal("mandates:read").expiresAt(Fixture.START.plusSeconds(10)));
        service.advance(Duration.ofSeconds(10).minusMillis(1));
        assertThat(service.reason(get(MANDATES, issued))).isNull();
        service.advance(Duration.ofMillis(1));
        assertThat(service.reason(get(MANDATES, issued))).isEqualTo(Reason.EXPIRED);
    }

    @Test
    void previousKey_worksUntilItsGraceEnds() {
        IssuedKey old = service.issue("mandates:read");
        IssuedKey next = live.rotate(old.credential().id(), Duration.ofSeconds(10));
        Caller caller = service.caller(get(MANDATES, old));
        assertThat(caller.via()).isEqualTo(Via.PREVIOUS_KEY);
        assertThat(caller.mayIssue()).isFalse();
        assertThat(service.caller(get(MANDATES, next)).via()).isEqualTo(Via.KEY);
        service.advance(Duration.ofSeconds(10).minusMillis(1));
        assertThat(service.reason(get(MANDATES, old))).isNull();
        service.advance(Duration.ofMillis(1));
        assertThat(service.reason(get(MANDATES, old))).isEqualTo(Reason.GRACE_OVER);
        assertThat(service.reason(get(MANDATES, next))).isNull();
    }

    @Test
    void wrongPlane_isUnauthenticated() {
        IssuedKey client = service.issue(NewCredential.client("cli_1").access(Access.full()));
        assertThat(service.reason(get(MANDATES, client))).isEqualTo(Reason.WRONG_PLANE);
        IssuedKey principal =
                service.issue(NewCredential.principal("prn_1", "cli_1").access(Access.full()));
        assertThat(service.reason(FakeRequest.of("POST", "/api/onboard")
                        .with("X-API-Key", principal.key().reveal())))
                .isEqualTo(Reason.WRONG_PLANE);
    }

    @Test
    void clientsKeyInAPrincipalsPlace_isOfTheWrongPlane() {
        IssuedKey client = service.issue(NewCredential.client("cli_1").access(Access.only("c")));
        assertThat(service.reason(get("/api/both", client))).isNull();
        assertThat(service.reason(get("/api/both")
                        .with("Authorization", "Bearer " + client.key().reveal())))
                .isEqualTo(Reason.WRONG_PLANE);
    }

    @Test
    void allowlist_isAskedOfTheAddressBehindTheProxy() {
        IssuedKey issued = service.issue(principal("mandates:read").allowAddresses("198.51.100.0/24"));
        assertThat(service.reason(get(MANDATES, issued).from("198.51.100.7"))).isNull();
        assertThat(service.reason(get(MANDATES, issued).from("203.0.113.7"))).isEqualTo(Reason.ADDRESS_NOT_ALLOWED);
        assertThat(service.reason(get(MANDATES, issued).from("10.0.0.1").with("X-Forwarded-For", "198.51.100.7")))
                .isNull();
        assertThat(service.reason(get(MANDATES, issued).from("203.0.113.7").with("X-Forwarded-For", "198.51.100.7")))
                .isEqualTo(Reason.ADDRESS_NOT_ALLOWED);
    }

    @Test
    void unknownAddress_isOutsideEveryAllowlist_evenOneOfAll() {
        IssuedKey issued = service.issue(principal("mandates:read").allowAddresses("0.0.0.0/0", "::/0"));
        assertThat(service.reason(get(MANDATES, issued).from(null))).isEqualTo(Reason.ADDRESS_UNKNOWN);
        assertThat(service.reason(get(MANDATES, issued).from("10.0.0.1"))).isEqualTo(Reason.ADDRESS_UNKNOWN);
        assertThat(service.reason(get(MANDATES, issued).rewritten())).isEqualTo(Reason.ADDRESS_UNKNOWN);
        IssuedKey unrestricted = service.issue("mandates:read");
        assertThat(service.reason(get(MANDATES, unrestricted).from(null))).isNull();
    }

    @Test
    void missingScope_isForbidden_andUnmappedNeedsFullAccess() {
        IssuedKey issued = service.issue("reports:read");
        assertThat(service.reason(get(MANDATES, issued))).isEqualTo(Reason.SCOPE_MISSING);
        assertThat(service.reason(get("/api/unmapped", issued))).isEqualTo(Reason.UNMAPPED_ROUTE);
        IssuedKey full = service.issue(NewCredential.principal("prn_1", "cli_1").access(Access.full()));
        assertThat(service.reason(get("/api/unmapped", full))).isNull();
        assertThat(service.reason(get(MANDATES, full))).isNull();
    }

    @Test
    void batch_needsEveryProceduresScope() {
        IssuedKey reader = service.issue("mandates:read");
        assertThat(service.reason(get("/api/trpc/mandates.list", reader))).isNull();
        assertThat(service.reason(get("/api/trpc/mandates.list,mandates.cancel?batch=1", reader)))
                .isEqualTo(Reason.SCOPE_MISSING);
        assertThat(service.reason(get("/api/trpc/mandates.list,nothing.known", reader)))
                .isEqualTo(Reason.UNMAPPED_ROUTE);
    }

    @Test
    void revoked_comesBeforePlane_andPlaneBeforeAddress_andAddressBeforeScope() {
        IssuedKey client = service.issue(
                NewCredential.client("cli_1").access(Access.only("x")).allowAddresses("192.0.2.1"));
        assertThat(service.reason(get(MANDATES, client))).isEqualTo(Reason.WRONG_PLANE);
        live.revoke(client.credential().id());
        assertThat(service.reason(get(MANDATES, client))).isEqualTo(Reason.REVOKED);
        IssuedKey elsewhere = service.issue(principal("x").allowAddresses("192.0.2.1"));
        assertThat(service.reason(get(MANDATES, elsewhere))).isEqualTo(Reason.ADDRESS_NOT_ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void storeThatFails_isUnavailable_neverUnauthenticated(boolean itsOwnWay) {
        RuntimeException failure =
                itsOwnWay ? new IllegalStateException("pool") : new StoreUnavailableException("connection refused");
        service.stores.put(Environment.LIVE, failing(failure));
        assertThat(service.reason(get(MANDATES).with("X-API-Key", Fixture.unknownKey(Environment.LIVE))))
                .isEqualTo(Reason.STORE_UNAVAILABLE);
    }

    private static CredentialStore failing(RuntimeException failure) {
        return (CredentialStore) Proxy.newProxyInstance(
                CredentialStore.class.getClassLoader(), new Class<?>[] {CredentialStore.class}, (p, method, args) -> {
                    throw failure;
                });
    }
}
