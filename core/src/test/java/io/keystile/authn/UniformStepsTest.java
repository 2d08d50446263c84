package io.keystile.authn;

import static io.keystile.authn.Fixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.credential.Access;
import io.keystile.key.Environment;
import io.keystile.key.KeyHash;
import io.keystile.lifecycle.CredentialLifecycle;
import io.keystile.lifecycle.IssuedKey;
import io.keystile.lifecycle.NewCredential;
import io.keystile.net.AddressRanges;
import io.keystile.request.FakeRequest;
import io.keystile.store.CredentialStore;
import io.keystile.store.StoreUnavailableException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Causes of 401 that are secret cost the same steps: one look-up by the key's hash, and nothing else that is asked of a
 * store. A clock would see that too, but only in a store slow enough, and on a machine quiet enough.
 */
final class UniformStepsTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final String ADMIN = "/api/admin/clients";

    private final Fixture service = new Fixture();
    private final List<String> asked = new ArrayList<>();
    private boolean outage;

    @BeforeEach
    void countSteps() {
        service.stores.put(Environment.LIVE, counting(service.live));
    }

    @Test
    void secretCauses_takeOneLookUp() {
        secretCauses().forEach((reason, key) -> {
            asked.clear();
            assertThat(service.reason(get("/api/mandates").with("X-API-Key", key)))
                    .isEqualTo(reason);
            assertThat(asked).as("%s", reason).containsExactly("findByKey");
            asked.clear();
            assertThat(service.reason(get("/api/mandates").with("Authorization", "Bearer " + key)))
                    .isEqualTo(reason);
            assertThat(asked).as("%s, as bearer", reason).containsExactly("findByKey");
        });
    }

    @Test
    void whatTheShapeSettles_takesNone() {
        String key = Fixture.unknownKey(Environment.LIVE);
        String broken = key.substring(0, key.length() - 1) + (key.endsWith("0") ? '1' : '0');

        assertThat(service.reason(get("/api/mandates").with("X-API-Key", broken)))
                .isEqualTo(Reason.MALFORMED_KEY);
        assertThat(asked).isEmpty();
    }

    /** Whoever holds a text sees that it is no key by its shape; that it is an operator's they must not see. */
    @Test
    void operatorsKeyAsBearer_isTreatedLikeAnyTextOfItsShape() {
        for (String text : List.of(Fixture.OPERATOR_KEY, Fixture.OPERATOR_KEY.replace('k', 'x'))) {
            assertThat(service.reason(get("/api/mandates").with("Authorization", "Bearer " + text)))
                    .isEqualTo(Reason.BAD_TOKEN);
            assertThat(asked).isEmpty();
        }
    }

    @Test
    void endedOperatorsKey_takesTheStepsOfAnUnknownOne() {
        String written = Fixture.unknownKey(Environment.LIVE);
        service.operators = List.of(ended(written), ended(Fixture.OPERATOR_KEY));

        assertThat(service.reason(asOperator(written))).isEqualTo(Reason.ADMIN_KEY_ENDED);
        assertThat(asked).containsExactly("findByKey");
        asked.clear();
        assertThat(service.reason(asOperator(Fixture.unknownKey(Environment.LIVE))))
                .isEqualTo(Reason.UNKNOWN_KEY);
        assertThat(asked).containsExactly("findByKey");

        asked.clear();
        assertThat(service.reason(asOperator(Fixture.OPERATOR_KEY))).isEqualTo(Reason.ADMIN_KEY_ENDED);
        assertThat(service.reason(asOperator(Fixture.OPERATOR_KEY + "x"))).isEqualTo(Reason.UNKNOWN_KEY);
        assertThat(asked).isEmpty();
    }

    @Test
    void endedOperatorsKey_meetsAnOutageAsAnUnknownOneDoes() {
        String written = Fixture.unknownKey(Environment.LIVE);
        service.operators = List.of(ended(written));
        outage = true;

        assertThat(service.reason(asOperator(Fixture.unknownKey(Environment.LIVE))))
                .isEqualTo(Reason.STORE_UNAVAILABLE);
        assertThat(service.reason(asOperator(written))).isEqualTo(Reason.STORE_UNAVAILABLE);
    }

    private Map<Reason, String> secretCauses() {
        CredentialLifecycle lifecycle = service.lifecycle(Environment.LIVE);
        IssuedKey revoked = service.issue("mandates:read");
        lifecycle.revoke(revoked.credential().id());
        IssuedKey suspended = service.issue("mandates:read");
        lifecycle.suspend(suspended.credential().id());
        IssuedKey expired = service.issue(Fixture.principal("another:scope").expiresAt(service.now.plus(DAY)));
        IssuedKey rotated = service.issue("mandates:read");
        lifecycle.rotate(rotated.credential().id(), DAY);
        IssuedKey client = service.issue(NewCredential.client("cli_1").access(Access.full()));
        IssuedKey ofTenant =
                service.issue(NewCredential.principal("prn_2", "cli_2").access(Access.only("mandates:read")));
        lifecycle.suspendTenant("cli_2");
        service.advance(DAY);

        Map<Reason, String> causes = new LinkedHashMap<>();
        causes.put(Reason.UNKNOWN_KEY, Fixture.unknownKey(Environment.LIVE));
        causes.put(Reason.REVOKED, revoked.key().reveal());
        causes.put(Reason.SUSPENDED, suspended.key().reveal());
        causes.put(Reason.EXPIRED, expired.key().reveal());
        causes.put(Reason.GRACE_OVER, rotated.key().reveal());
        causes.put(Reason.WRONG_PLANE, client.key().reveal());
        causes.put(Reason.TENANT_SUSPENDED, ofTenant.key().reveal());
        return causes;
    }

    private static FakeRequest asOperator(String key) {
        return get(ADMIN).with("X-Admin-Key", key);
    }

    private static OperatorKey ended(String key) {
        Instant past = Fixture.START.minusSeconds(1);
        return new OperatorKey("jo", KeyHash.of(key), AddressRanges.none(), past);
    }

    /** That store, writing down what it is asked; a proxy, so that no call is missed that the interface gets later. */
    private CredentialStore counting(CredentialStore store) {
        return (CredentialStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {CredentialStore.class}, (proxy, method, arguments) -> {
                    asked.add(method.getName());
                    if (outage) {
                        throw new StoreUnavailableException("as planned");
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
