package io.keystile.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.Keystile;
import io.keystile.authn.Decision;
import io.keystile.authn.Granted;
import io.keystile.authn.Reason;
import io.keystile.authn.Refusal;
import io.keystile.authn.Refused;
import io.keystile.credential.Access;
import io.keystile.credential.Plane;
import io.keystile.http.Answer;
import io.keystile.key.Environment;
import io.keystile.key.KeyFormat;
import io.keystile.lifecycle.CredentialLifecycle;
import io.keystile.lifecycle.IssuedKey;
import io.keystile.lifecycle.NewCredential;
import io.keystile.net.ClientAddress;
import io.keystile.policy.AccessPolicy;
import io.keystile.request.Place;
import io.keystile.store.Freshness;
import io.keystile.testkit.ManualTime;
import io.keystile.testkit.ReplicatedStore;
import io.keystile.testkit.StoreNode;
import java.time.Duration;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Tokens of one node at another: each use asks what has become of the credential, as soon and as long as for keys. The nodes'
 * threads are real, their time is not.
 */
final class TwoNodesTest {
    private static final Duration STALENESS = Duration.ofMinutes(1);
    private static final TestRequestOf TARGET = token -> TestRequest.get("/api/v1/authorize", token);

    private final ManualTime time = ManualTime.start();
    private final ReplicatedStore shared = new ReplicatedStore(time);
    private final SigningKeys keys = SigningKeys.madeForThisProcess(TokenAlgorithm.ES256);
    private final StoreNode far = shared.node();
    private final Keystile here = node(shared.node(), Freshness.withoutOutageGrace());
    private @Nullable Keystile there;

    private interface TestRequestOf {
        TestRequest with(String token);
    }

    private Keystile node(StoreNode store, Freshness freshness) {
        return Keystile.builder()
                .keys(KeyFormat.withPrefix("mdt"))
                .policy(AccessPolicy.builder()
                        .guard("/api")
                        .places(Plane.PRINCIPAL, Place.header("X-API-Key"), Place.scheme("Bearer"))
                        .scope("/api/v1/authorize", "authorize")
                        .build())
                .store(Environment.LIVE, store)
                .freshness(freshness.withMaxStaleness(STALENESS))
                .clientAddress(ClientAddress.peer())
                .clock(time)
                .monotonicClock(time::nanos)
                .accessTokens(tokens())
                .build();
    }

    private JwtAccessTokens tokens() {
        return JwtAccessTokens.builder(keys)
                .issuer(OAuthFixture.ISSUER)
                .audience(OAuthFixture.AUDIENCE)
                .clock(time)
                .build();
    }

    private Keystile there(Freshness freshness) {
        Keystile node = node(far, freshness);
        there = node;
        return node;
    }

    @AfterEach
    void close() {
        here.close();
        if (there != null) {
            there.close();
        }
    }

    private IssuedKey issue() {
        return here.credentials(Environment.LIVE)
                .issue(NewCredential.principal("prn_1", "cli_1").access(Access.only("authorize")));
    }

    private String token(IssuedKey key) {
        TokenEndpoint endpoint = TokenEndpoint.builder(here, tokens()).build();
        Answer answer = OAuthFixture.post(endpoint, OAuthFixture.form(key, Map.of()));
        return String.valueOf(OAuthFixture.json(answer).get("access_token"));
    }

    private void ends(BiConsumer<CredentialLifecycle, IssuedKey> step, Reason reason) {
        Keystile node = there(Freshness.withoutOutageGrace());
        far.dropHints();
        IssuedKey key = issue();
        String token = token(key);
        assertThat(OAuthFixture.reason(node, TARGET.with(token))).isNull();

        step.accept(here.credentials(Environment.LIVE), key);
        assertThat(OAuthFixture.reason(here, TARGET.with(token))).isEqualTo(reason);
        time.advance(STALENESS);
        assertThat(OAuthFixture.reason(node, TARGET.with(token))).isEqualTo(reason);
    }

    @Test
    void revokedHere_isRefusedThereWithinTheStaleness() {
        ends((lifecycle, key) -> lifecycle.revoke(key.credential().id()), Reason.REVOKED);
    }

    @Test
    void tokensEndedHere_areRefusedThereWithinTheStaleness() {
        ends((lifecycle, key) -> lifecycle.endTokens(key.credential().id()), Reason.TOKENS_ENDED);
    }

    @Test
    void tenantSuspendedHere_isRefusedThereWithinTheStaleness() {
        ends((lifecycle, key) -> lifecycle.suspendTenant("cli_1"), Reason.TENANT_SUSPENDED);
    }

    @Test
    void keyEndedHere_endsItsTokensThereWithinTheStaleness() {
        ends((lifecycle, key) -> lifecycle.rotate(key.credential().id(), Duration.ZERO), Reason.TOKEN_ORPHANED);
    }

    @Test
    void outageWithoutGrace_isUnavailable() {
        Keystile node = there(Freshness.withoutOutageGrace());
        String token = token(issue());
        assertThat(node.decide(TARGET.with(token))).isInstanceOf(Granted.class);
        far.breakDown();
        time.advance(STALENESS);

        Decision decision = node.decide(TARGET.with(token));
        assertThat(((Refused) decision).refusal().kind()).isEqualTo(Refusal.Kind.UNAVAILABLE);
    }

    @Test
    void outageWithinGrace_letsOnWhatWasGood_andRefusesNothingBut503() {
        IssuedKey key = issue();
        String token = token(key);
        String never = token(issue());
        // Started last: no change that it has yet to hear of names what it caches.
        Keystile node = there(Freshness.withOutageGrace(Duration.ofMinutes(5)));
        assertThat(node.decide(TARGET.with(token))).isInstanceOf(Granted.class);
        far.breakDown();
        here.credentials(Environment.LIVE).revoke(key.credential().id());
        time.advance(STALENESS);

        assertThat(OAuthFixture.reason(node, TARGET.with(token))).isNull();
        assertThat(OAuthFixture.reason(node, TARGET.with(never))).isEqualTo(Reason.STORE_UNAVAILABLE);
        far.recover();
        long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        // Between the change and the proof that it is the last, the node still refuses by the outage.
        while (OAuthFixture.reason(node, TARGET.with(token)) != Reason.REVOKED && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(OAuthFixture.reason(node, TARGET.with(token))).isEqualTo(Reason.REVOKED);
    }
}
