package io.keystile.authn;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.credential.Access;
import io.keystile.credential.Credential;
import io.keystile.key.Environment;
import io.keystile.lifecycle.CredentialLifecycle;
import io.keystile.lifecycle.IssuedKey;
import io.keystile.lifecycle.NewCredential;
import io.keystile.request.FakeRequest;
import io.keystile.store.CredentialStore;
import io.keystile.store.StoreUnavailableException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Access tokens in the decision: what their verifier says is the beginning, what the credential still may the end. */
final class TokensTest {
    private final Fixture service = new Fixture();
    private final Map<String, VerifiedToken> known = new HashMap<>();
    private final AtomicLong nanos = new AtomicLong();
    private AccessTokenVerifier verifier = (compact, gate) -> {
        gate.enter();
        return known.get(compact);
    };
    private final IssuedKey key = service.issue("mandates:read");

    private DecisionPoint point() {
        TokenChecks checks = TokenChecks.by((compact, gate) -> verifier.verify(compact, gate), 100, nanos::get);
        return new DecisionPoint(
                service.setup(), service.trail(), SlowKeys.none(), new UseRecorder(service.stores), checks);
    }

    private void know(String compact, Credential credential, int epoch, Instant end) {
        know(compact, credential, epoch, end, credential.environment(), credential.owner());
    }

    private void know(String compact, Credential c, int epoch, Instant end, Environment environment, String owner) {
        known.put(compact, new VerifiedToken(environment, c.id(), 1, epoch, owner, Access.full(), end));
    }

    private static FakeRequest with(String token) {
        return Fixture.get("/api/mandates").with("Authorization", "Bearer " + token);
    }

    private @Nullable Reason reason(FakeRequest request) {
        return reason(point().decide(request));
    }

    private static @Nullable Reason reason(Decision decision) {
        return decision.<@Nullable Reason>fold(g -> null, u -> Reason.LOGIN_FAILED, p -> null, Refused::reason);
    }

    private Instant later() {
        return service.now.plusSeconds(60);
    }

    @Test
    void knownToken_isLetOn_byWhatIsLeftOfItsRight() {
        know("t", key.credential(), 0, later());
        Decision decision = point().decide(with("t"));

        Caller caller = ((Granted) decision).caller();
        assertThat(caller.access()).isEqualTo(Access.only("mandates:read"));
        assertThat(caller.via()).isEqualTo(Via.TOKEN);
        assertThat(service.grants).hasSize(1);
    }

    @Test
    void unknownToken_isRefused() {
        assertThat(reason(with("t"))).isEqualTo(Reason.BAD_TOKEN);
    }

    @Test
    void gateIsFull_isUnavailable_forGoodAndBadAlike() {
        know("good", key.credential(), 0, later());
        DecisionPoint point = point();
        for (int i = 0; i < 7; i++) {
            assertThat(reason(point.decide(with("bad" + i)))).isEqualTo(Reason.BAD_TOKEN);
        }
        assertThat(reason(point.decide(with("bad")))).isEqualTo(Reason.TOKEN_CHECKS_EXCEEDED);
        assertThat(reason(point.decide(with("good")))).isEqualTo(Reason.TOKEN_CHECKS_EXCEEDED);
        assertThat(Reason.TOKEN_CHECKS_EXCEEDED.kind()).isEqualTo(Refusal.Kind.UNAVAILABLE);

        assertThat(reason(point.decide(with("good").from("198.51.100.7")))).isNull();
        nanos.addAndGet(Duration.ofMillis(100).toNanos());
        assertThat(reason(point.decide(with("good")))).isNull();
    }

    @Test
    void verifierThatThrows_letsNobodyIn() {
        verifier = (compact, gate) -> {
            throw new IllegalStateException("quotes " + compact);
        };
        assertThat(reason(with("t"))).isEqualTo(Reason.TOKEN_VERIFIER_FAILED);
    }

    @Test
    void deadOrForeign_isRefused_withItsOwnReason() {
        Credential credential = key.credential();
        know("expired", credential, 0, service.now);
        know("epoch", credential, 1, later());
        know("environment", credential, 0, later(), Environment.SANDBOX, "prn_1");
        know("owner", credential, 0, later(), Environment.LIVE, "prn_2");
        IssuedKey client = service.issue(NewCredential.client("cli_1").access(Access.full()));
        know("client", client.credential(), 0, later());

        assertThat(reason(with("expired"))).isEqualTo(Reason.TOKEN_EXPIRED);
        assertThat(reason(with("epoch"))).isEqualTo(Reason.TOKENS_ENDED);
        assertThat(reason(with("environment"))).isEqualTo(Reason.TOKEN_ORPHANED);
        assertThat(reason(with("owner"))).isEqualTo(Reason.TOKEN_ORPHANED);
        assertThat(reason(with("client"))).isEqualTo(Reason.TOKEN_ORPHANED);
    }

    @Test
    void tokenLetInBefore_diesByTheClock_withItsCredentialOrByItself() {
        Instant end = service.now.plusSeconds(60);
        IssuedKey shortLived = service.issue(
                NewCredential.principal("prn_9", "cli_1").access(Access.full()).expiresAt(end));
        know("of a credential that ends", shortLived.credential(), 0, end.plusSeconds(60));
        know("that ends", key.credential(), 0, end);
        DecisionPoint point = point();
        assertThat(reason(point.decide(with("of a credential that ends")))).isNull();
        assertThat(reason(point.decide(with("that ends")))).isNull();

        service.now = end.minusMillis(1);
        assertThat(reason(point.decide(with("of a credential that ends")))).isNull();
        assertThat(reason(point.decide(with("that ends")))).isNull();
        service.now = end;
        assertThat(reason(point.decide(with("of a credential that ends")))).isEqualTo(Reason.EXPIRED);
        assertThat(reason(point.decide(with("that ends")))).isEqualTo(Reason.TOKEN_EXPIRED);
    }

    @Test
    void tokenLetInBefore_obeysEachChangeOfItsCredential() {
        CredentialLifecycle lifecycle = service.lifecycle(Environment.LIVE);
        know("t", key.credential(), 0, later());
        DecisionPoint point = point();
        assertThat(reason(point.decide(with("t")))).isNull();

        lifecycle.suspend(key.credential().id());
        assertThat(reason(point.decide(with("t")))).isEqualTo(Reason.SUSPENDED);
        lifecycle.resume(key.credential().id());
        assertThat(reason(point.decide(with("t")))).isNull();
        lifecycle.endTokens(key.credential().id());
        assertThat(reason(point.decide(with("t")))).isEqualTo(Reason.TOKENS_ENDED);
        lifecycle.revoke(key.credential().id());
        assertThat(reason(point.decide(with("t")))).isEqualTo(Reason.REVOKED);
    }

    @Test
    void endBeyondWhatMillisecondsCanSay_isNone() {
        know("t", key.credential(), 0, Instant.MAX);
        know("never", key.credential(), 0, Instant.MIN);
        assertThat(reason(with("t"))).isNull();
        assertThat(reason(with("never"))).isEqualTo(Reason.TOKEN_EXPIRED);
    }

    @Test
    void environmentWithoutStore_isRefused() {
        know("t", key.credential(), 0, later(), Environment.SANDBOX, "prn_1");
        service.stores.remove(Environment.SANDBOX);

        assertThat(reason(with("t"))).isEqualTo(Reason.ENVIRONMENT_NOT_SERVED);
    }

    @Test
    void clientTenancy_givesTokensNothing() {
        service.tenancy = (environment, client) -> List.of("prn_1");
        IssuedKey client = service.issue(NewCredential.client("cli_1").access(Access.full()));
        know("t", client.credential(), 0, later());

        assertThat(reason(with("t"))).isEqualTo(Reason.TOKEN_ORPHANED);
    }

    @Test
    void storeCantBeAsked_isUnavailable() {
        know("t", key.credential(), 0, later());
        service.stores.put(Environment.LIVE, (CredentialStore) Proxy.newProxyInstance(
                CredentialStore.class.getClassLoader(),
                new Class<?>[] {CredentialStore.class},
                (proxy, method, arguments) -> {
                    throw new StoreUnavailableException("down");
                }));

        assertThat(reason(with("t"))).isEqualTo(Reason.STORE_UNAVAILABLE);
    }

    @Test
    void rate_isSpentByTokensToo_asByKeys() {
        know("t", key.credential(), 0, later());
        Map<Environment, Integer> spent = new EnumMap<>(Environment.class);
        service.limiter = (environment, tenant, credential, cost) -> {
            spent.merge(environment, cost, Integer::sum);
            return new RateVerdict.Within(List.of());
        };
        assertThat(reason(with("t"))).isNull();
        assertThat(reason(with("unknown"))).isEqualTo(Reason.BAD_TOKEN);

        assertThat(spent).containsEntry(Environment.LIVE, 1);
    }

    @Test
    void keyOnlyRoute_takesNoToken() {
        know("t", key.credential(), 0, later());
        FakeRequest request = Fixture.get("/api/both").with("Authorization", "Bearer t");

        assertThat(reason(request)).isEqualTo(Reason.TOKEN_NOT_TAKEN);
    }

    @Test
    void recheck_cutsOffAtTheTokensEnd_andNarrowsWithTheCredential() {
        know("t", key.credential(), 0, later());
        Caller caller = ((Granted) point().decide(with("t"))).caller();
        service.lifecycle(Environment.LIVE)
                .change(key.credential().id(), c -> c.withAccess(Access.only("mandates:read", "more")));
        assertThat(caller.recheck()).extracting(Caller::access).isEqualTo(Access.only("mandates:read", "more"));
        assertThat(caller.recheck()).extracting(Caller::via).isEqualTo(Via.TOKEN);
        assertThat(caller.mayIssue()).isFalse();

        service.advance(Duration.ofMinutes(1).minusMillis(1));
        assertThat(caller.recheck()).isNotNull();
        service.advance(Duration.ofMillis(1));
        assertThat(caller.recheck()).isNull();
    }

    @Test
    void inspected_spendsAndRecordsNothing() {
        know("t", key.credential(), 0, later());
        know("over", key.credential(), 0, service.now);
        service.limiter = (environment, tenant, credential, cost) -> {
            throw new AssertionError("spent");
        };
        DecisionPoint point = point();

        assertThat(reason(point.inspectToken(Fixture.get("/oauth/introspect"), "t")))
                .isNull();
        assertThat(reason(point.inspectToken(Fixture.get("/oauth/introspect"), "over")))
                .isEqualTo(Reason.TOKEN_EXPIRED);
        assertThat(service.grants).isEmpty();
    }
}
