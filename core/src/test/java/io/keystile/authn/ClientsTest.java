package io.keystile.authn;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.credential.Access;
import io.keystile.key.Environment;
import io.keystile.lifecycle.IssuedKey;
import io.keystile.lifecycle.NewCredential;
import io.keystile.request.FakeRequest;
import io.keystile.store.CredentialStore;
import io.keystile.store.StoreUnavailableException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A principal that asks for a token, by its id and its key. */
final class ClientsTest {
    private final Fixture service = new Fixture();
    private final List<String> asked = new ArrayList<>();
    private final IssuedKey key = service.issue("mandates:read");
    private boolean outage;

    @BeforeEach
    void countSteps() {
        CredentialStore store = service.live;
        service.stores.put(Environment.LIVE, (CredentialStore) Proxy.newProxyInstance(
                CredentialStore.class.getClassLoader(),
                new Class<?>[] {CredentialStore.class},
                (proxy, method, arguments) -> {
                    if (method.getName().startsWith("find")) {
                        asked.add(method.getName());
                        if (outage) {
                            throw new StoreUnavailableException("down");
                        }
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private ClientDecision decide(@Nullable String id, @Nullable String secret) {
        return decide(request(), id, secret);
    }

    private ClientDecision decide(FakeRequest request, @Nullable String id, @Nullable String secret) {
        asked.clear();
        return service.point().decideClient(request, id, secret);
    }

    private static FakeRequest request() {
        return FakeRequest.of("POST", "/oauth/token");
    }

    private @Nullable Reason reason(@Nullable String id, @Nullable String secret) {
        return reason(decide(id, secret));
    }

    private static @Nullable Reason reason(ClientDecision decision) {
        return decision.<@Nullable Reason>fold(grant -> null, Refused::reason);
    }

    private String secret() {
        return key.key().reveal();
    }

    @Test
    void rightPair_tellsWhatATokenMayBeMadeOf() {
        IssuedKey next =
                service.lifecycle(Environment.LIVE).rotate(key.credential().id(), Duration.ofHours(1));
        service.lifecycle(Environment.LIVE).endTokens(key.credential().id());
        TokenGrant old = (TokenGrant) decide("prn_1", secret());
        TokenGrant young = (TokenGrant) decide("prn_1", next.key().reveal());

        assertThat(old.credential()).isEqualTo(key.credential().id());
        assertThat(old.environment()).isEqualTo(Environment.LIVE);
        assertThat(old.owner()).isEqualTo("prn_1");
        assertThat(old.access()).isEqualTo(Access.only("mandates:read"));
        assertThat(old.tokenEpoch()).isEqualTo(1);
        assertThat(old.now()).isEqualTo(service.now);
        assertThat(List.of(old.generation(), young.generation())).containsExactly(1, 2);
        assertThat(old.end()).isEqualTo(service.now.plus(Duration.ofHours(1)));
        assertThat(young.end()).isNull();
    }

    @Test
    void end_isTheEarlierOfExpiryAndGrace() {
        Instant expiry = service.now.plusSeconds(60);
        IssuedKey bounded = service.issue(Fixture.principal("a").expiresAt(expiry));
        assertThat(((TokenGrant) decide("prn_1", bounded.key().reveal())).end()).isEqualTo(expiry);

        service.lifecycle(Environment.LIVE).rotate(bounded.credential().id(), Duration.ofSeconds(30));
        assertThat(((TokenGrant) decide("prn_1", bounded.key().reveal())).end()).isEqualTo(service.now.plusSeconds(30));
    }

    @Test
    void secretCauses_takeOneLookUpByTheKeyAndNoneById() {
        IssuedKey revoked = service.issue("a");
        service.lifecycle(Environment.LIVE).revoke(revoked.credential().id());
        IssuedKey client = service.issue(NewCredential.client("cli_1").access(Access.full()));
        record Case(Reason reason, String id, String secret) {}
        for (Case one : List.of(
                new Case(Reason.UNKNOWN_KEY, "prn_1", Fixture.unknownKey(Environment.LIVE)),
                new Case(Reason.CLIENT_MISMATCH, "prn_2", secret()),
                new Case(Reason.CLIENT_MISMATCH, "nobody", secret()),
                new Case(Reason.CLIENT_MISMATCH, "prn_1\0", secret()),
                new Case(Reason.REVOKED, "prn_1", revoked.key().reveal()),
                new Case(Reason.WRONG_PLANE, "cli_1", client.key().reveal()))) {
            assertThat(reason(one.id, one.secret)).isEqualTo(one.reason);
            assertThat(asked).as("%s", one.reason).containsExactly("findByKey");
        }
    }

    @Test
    void whatTheShapeSettles_takesNoLookUp() {
        assertThat(reason("prn_1", null)).isEqualTo(Reason.NO_CREDENTIAL);
        assertThat(reason(null, secret())).isEqualTo(Reason.NO_CREDENTIAL);
        assertThat(reason("prn_1", "wrong")).isEqualTo(Reason.MALFORMED_KEY);
        assertThat(reason("jo", Fixture.OPERATOR_KEY)).isEqualTo(Reason.MALFORMED_KEY);
        assertThat(asked).isEmpty();
    }

    @Test
    void clientTenancy_makesNoTokens() {
        service.tenancy = (environment, client) -> List.of("prn_1");
        IssuedKey client = service.issue(NewCredential.client("cli_1").access(Access.full()));

        assertThat(reason("prn_1", client.key().reveal())).isEqualTo(Reason.WRONG_PLANE);
    }

    @Test
    void addressThenRate_asForAnyRequest() {
        IssuedKey bound = service.issue(Fixture.principal("a").allowAddresses("198.51.100.0/24"));
        int[] spent = {0};
        service.limiter = (environment, tenant, credential, cost) -> {
            spent[0] += cost;
            return spent[0] > 1
                    ? new RateVerdict.Over(Duration.ofSeconds(3), List.of())
                    : new RateVerdict.Within(List.of());
        };
        assertThat(reason("prn_1", bound.key().reveal())).isEqualTo(Reason.ADDRESS_NOT_ALLOWED);
        assertThat(spent[0]).isZero();
        FakeRequest inside = request().from("198.51.100.7");
        assertThat(reason(decide(inside, "prn_1", bound.key().reveal()))).isNull();
        assertThat(spent[0]).isEqualTo(1);
        assertThat(reason(decide(inside, "prn_1", bound.key().reveal()))).isEqualTo(Reason.RATE_EXCEEDED);
    }

    @Test
    void outage_isUnavailable_forGoodAndBadAlike() {
        outage = true;
        assertThat(reason("prn_1", secret())).isEqualTo(Reason.STORE_UNAVAILABLE);
        assertThat(reason("prn_1", Fixture.unknownKey(Environment.LIVE))).isEqualTo(Reason.STORE_UNAVAILABLE);
    }

    @Test
    void targetWithTwoReadings_isRefusedFirst() {
        ClientDecision decision = decide(FakeRequest.of("POST", "/oauth/%2e/token"), "prn_1", secret());
        assertThat(reason(decision)).isEqualTo(Reason.AMBIGUOUS_TARGET);
        assertThat(asked).isEmpty();
    }

    @Test
    void operator_isKnownByItsOwnPlaceAlone() {
        FakeRequest request = request().with("X-Admin-Key", Fixture.OPERATOR_KEY);
        assertThat(((Granted) service.point().decideOperator(request)).caller().owner())
                .isEqualTo("jo");
        assertThat(operatorReason(request())).isEqualTo(Reason.NO_CREDENTIAL);
        assertThat(operatorReason(request().with("X-API-Key", secret()))).isEqualTo(Reason.MISPLACED_CREDENTIAL);
        assertThat(operatorReason(request().with("X-Admin-Key", "no operator's key of that length")))
                .isEqualTo(Reason.UNKNOWN_KEY);
        asked.clear();
        assertThat(operatorReason(request().with("X-Admin-Key", secret()))).isEqualTo(Reason.WRONG_PLANE);
        assertThat(asked).containsExactly("findByKey");
    }

    private @Nullable Reason operatorReason(FakeRequest request) {
        return service.point()
                .decideOperator(request)
                .<@Nullable Reason>fold(g -> null, u -> null, p -> null, Refused::reason);
    }
}
