package io.keystile.oauth;

import static io.keystile.oauth.OAuthFixture.json;
import static io.keystile.oauth.OAuthFixture.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.keystile.authn.Caller;
import io.keystile.authn.Reason;
import io.keystile.authn.Via;
import io.keystile.credential.Access;
import io.keystile.credential.CredentialId;
import io.keystile.http.Answer;
import io.keystile.key.Environment;
import io.keystile.lifecycle.IssuedKey;
import io.keystile.lifecycle.NewCredential;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A token from its making to its end: it can never do more, nor live longer, than what it was made of. */
final class TokenFlowTest {
    private static final String AUTHORIZE = "/api/v1/authorize";
    private static final String MANDATES = "/api/v1/mandates";

    private final OAuthFixture service = OAuthFixture.es256();
    private final IssuedKey key = service.issue();
    private final CredentialId id = key.credential().id();

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void token_letsItsPrincipalOn_asItselfAndByToken() {
        Caller caller = service.caller(AUTHORIZE, service.token(key));

        assertThat(caller.owner()).isEqualTo("prn_1");
        assertThat(caller.tenant()).isEqualTo("cli_1");
        assertThat(caller.credential()).isEqualTo(id);
        assertThat(caller.via()).isEqualTo(Via.TOKEN);
        assertThat(caller.access()).isEqualTo(Access.only("authorize", "mandates"));
        assertThat(caller.mayIssue()).isFalse();
    }

    @Test
    void token_says_whatRfc9068AsksForAndOurOwn() throws Exception {
        JWTClaimsSet claims = SignedJWT.parse(service.token(key)).getJWTClaimsSet();

        Instant now = service.time.instant();
        assertThat(claims.getClaims())
                .contains(
                        entry("iss", "https://auth.example"),
                        entry("sub", "prn_1"),
                        entry("client_id", "prn_1"),
                        entry("scope", "authorize mandates"),
                        entry("env", "live"),
                        entry("acr", id.value()),
                        entry("gen", 1L),
                        entry("epo", 0L));
        assertThat(claims.getAudience()).containsExactly("https://api.example");
        assertThat(claims.getIssueTime()).isEqualTo(now);
        assertThat(claims.getExpirationTime()).isEqualTo(now.plus(OAuthFixture.TTL));
        assertThat(claims.getJWTID()).hasSize(22);
        assertThat(claims.getClaim("full")).isNull();
    }

    @Test
    void narrowedToken_mayNoMoreThanItAskedFor() {
        String token = service.token(key, Map.of("scope", "authorize"));

        assertThat(service.reason(AUTHORIZE, token)).isNull();
        assertThat(service.reason(MANDATES, token)).isEqualTo(Reason.SCOPE_MISSING);
    }

    @Test
    void credentialNarrowedSince_takesItFromTheToken() {
        String token = service.token(key);
        service.lifecycle().change(id, c -> c.withAccess(Access.only("mandates")));

        assertThat(service.reason(AUTHORIZE, token)).isEqualTo(Reason.SCOPE_MISSING);
        assertThat(service.caller(MANDATES, token).access()).isEqualTo(Access.only("mandates"));
    }

    @Test
    void credentialWidenedSince_givesTheTokenNothing() {
        String token = service.token(key, Map.of("scope", "authorize"));
        service.lifecycle().change(id, c -> c.withAccess(Access.full()));

        assertThat(service.reason(MANDATES, token)).isEqualTo(Reason.SCOPE_MISSING);
    }

    @Test
    void nothingLeftOfTheTokensRight_isForbidden() {
        String token = service.token(key, Map.of("scope", "authorize"));
        service.lifecycle().change(id, c -> c.withAccess(Access.only("mandates")));

        assertThat(service.reason(AUTHORIZE, token)).isEqualTo(Reason.SCOPE_MISSING);
        assertThat(service.reason(MANDATES, token)).isEqualTo(Reason.SCOPE_MISSING);
    }

    @Test
    void fullAccess_isAClaimOfItsOwn_andNoScope() throws Exception {
        IssuedKey full = service.issue(asked -> asked.access(Access.full()));
        Answer answer = post(service.endpoint, OAuthFixture.form(full, Map.of()));
        String token = String.valueOf(json(answer).get("access_token"));

        assertThat(json(answer)).doesNotContainKey("scope");
        JWTClaimsSet claims = SignedJWT.parse(token).getJWTClaimsSet();
        assertThat(claims.getClaim("full")).isEqualTo(true);
        assertThat(claims.getClaim("scope")).isNull();
        assertThat(service.caller("/api/v1/elsewhere", token).access()).isEqualTo(Access.full());
        service.lifecycle().change(full.credential().id(), c -> c.withAccess(Access.only("authorize")));
        assertThat(service.reason(AUTHORIZE, token)).isNull();
        assertThat(service.reason("/api/v1/elsewhere", token)).isEqualTo(Reason.UNMAPPED_ROUTE);
    }

    @Test
    void token_diesWithItsCredential() {
        String token = service.token(key);
        service.lifecycle().suspend(id);
        assertThat(service.reason(AUTHORIZE, token)).isEqualTo(Reason.SUSPENDED);
        service.lifecycle().resume(id);
        assertThat(service.reason(AUTHORIZE, token)).isNull();
        service.lifecycle().suspendTenant("cli_1");
        assertThat(service.reason(AUTHORIZE, token)).isEqualTo(Reason.TENANT_SUSPENDED);
        service.lifecycle().resumeTenant("cli_1");
        service.lifecycle().revoke(id);
        assertThat(service.reason(AUTHORIZE, token)).isEqualTo(Reason.REVOKED);
    }

    @Test
    void keyRotated_tokenLivesThroughTheGraceAndNoLonger() {
        String token = service.token(key);
        service.lifecycle().rotate(id, Duration.ofMinutes(2));
        assertThat(service.reason(AUTHORIZE, token)).isNull();

        service.time.advance(Duration.ofMinutes(2).minusMillis(1));
        assertThat(service.reason(AUTHORIZE, token)).isNull();
        service.time.advance(Duration.ofMillis(1));
        assertThat(service.reason(AUTHORIZE, token)).isEqualTo(Reason.GRACE_OVER);
    }

    @Test
    void keyEnded_endsItsTokensAndLeavesTheNextKeys() {
        String old = service.token(key);
        IssuedKey next = service.lifecycle().rotate(id, Duration.ofMinutes(2));
        String young = service.token(next);
        service.lifecycle().endPrevious(id);

        assertThat(service.reason(AUTHORIZE, old)).isEqualTo(Reason.TOKEN_ORPHANED);
        assertThat(service.reason(AUTHORIZE, young)).isNull();
    }

    @Test
    void tokensEnded_thoseBeforeAreDeadAndTheKeyLivesOn() {
        String old = service.token(key);
        assertThat(service.reason(AUTHORIZE, old)).isNull();
        service.lifecycle().endTokens(id);

        assertThat(service.reason(AUTHORIZE, old)).isEqualTo(Reason.TOKENS_ENDED);
        assertThat(service.reason(AUTHORIZE, service.token(key))).isNull();
    }

    @Test
    void end_isPastAtTheInstantItself() {
        String token = service.token(key);
        service.time.advance(OAuthFixture.TTL.minusMillis(1));
        assertThat(service.reason(AUTHORIZE, token)).isNull();
        service.time.advance(Duration.ofMillis(1));
        for (int use = 0; use < 3; use++) {
            assertThat(service.reason(AUTHORIZE, token)).isEqualTo(Reason.TOKEN_EXPIRED);
        }
    }

    @Test
    void life_isCutToTheKeysEnd_inWholeSecondsDown() throws Exception {
        Instant end = service.time.instant().plusMillis(90_700);
        IssuedKey soonDead = service.issue(asked -> asked.expiresAt(end));
        Answer answer = post(service.endpoint, OAuthFixture.form(soonDead, Map.of()));

        assertThat(json(answer)).containsEntry("expires_in", 90L);
        String token = String.valueOf(json(answer).get("access_token"));
        assertThat(SignedJWT.parse(token).getJWTClaimsSet().getExpirationTime().toInstant())
                .isEqualTo(end.minusMillis(700));
    }

    @Test
    void life_isCutToTheGracesEnd() {
        service.lifecycle().rotate(id, Duration.ofSeconds(30));

        assertThat(json(post(service.endpoint, OAuthFixture.form(key, Map.of()))))
                .containsEntry("expires_in", 30L);
    }

    @Test
    void lifeBelowASecond_isTheOne401() {
        IssuedKey soonDead =
                service.issue(asked -> asked.expiresAt(service.time.instant().plusMillis(999)));
        Answer answer = post(service.endpoint, OAuthFixture.form(soonDead, Map.of()));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(OAuthFixture.explained(service.keystile, answer)).isEqualTo(Reason.TOKEN_TOO_SHORT);
    }

    @Test
    void shortestTimeToLive_makesTokensAtAnyFractionOfASecond() {
        try (OAuthFixture brief = OAuthFixture.withTokens(
                SigningKeys.madeForThisProcess(TokenAlgorithm.ES256),
                settings -> settings.timeToLive(Duration.ofSeconds(1)))) {
            IssuedKey any = brief.issue();
            for (int step = 0; step < 10; step++) {
                assertThat(brief.reason(AUTHORIZE, brief.token(any))).isNull();
                brief.time.advance(Duration.ofMillis(333));
            }
        }
    }

    @Test
    void address_isAskedWithEachUse() {
        IssuedKey bound = service.issue(asked -> asked.allowAddresses("198.51.100.0/24"));
        String token = String.valueOf(json(post(
                        service.endpoint,
                        OAuthFixture.posted().from("198.51.100.7"),
                        OAuthFixture.form(bound, Map.of())))
                .get("access_token"));

        TestRequest within = TestRequest.get(AUTHORIZE, token).from("198.51.100.9");
        assertThat(OAuthFixture.reason(service.keystile, within)).isNull();
        assertThat(service.reason(AUTHORIZE, token)).isEqualTo(Reason.ADDRESS_NOT_ALLOWED);
        assertThat(post(service.endpoint, OAuthFixture.form(bound, Map.of())).status())
                .isEqualTo(403);
    }

    @Test
    void token_entersNoOtherPlane_andNoKeyOnlyRoute() {
        IssuedKey full = service.issue(asked -> asked.access(Access.full()));
        String token = service.token(full);

        assertThat(service.reason("/api/v1/webhooks", token)).isEqualTo(Reason.TOKEN_NOT_TAKEN);
        // Bearer is no place of theirs at all.
        assertThat(service.reason("/api/v1/clients", token)).isEqualTo(Reason.MISPLACED_CREDENTIAL);
        assertThat(service.reason("/api/v1/admin", token)).isEqualTo(Reason.MISPLACED_CREDENTIAL);
    }

    @Test
    void clientsKey_makesNoToken() {
        IssuedKey client =
                service.lifecycle().issue(NewCredential.client("cli_1").access(Access.full()));
        Answer answer = post(service.endpoint, OAuthFixture.form(client, Map.of()));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(OAuthFixture.explained(service.keystile, answer)).isEqualTo(Reason.WRONG_PLANE);
    }

    @Test
    void sandboxToken_isOfTheSandboxAlone() throws Exception {
        IssuedKey test = service.keystile
                .credentials(Environment.SANDBOX)
                .issue(NewCredential.principal("prn_1", "cli_1").access(Access.only("authorize")));
        String token = service.token(test);
        SignedJWT sandbox = SignedJWT.parse(token);
        SignedJWT live = SignedJWT.parse(service.token(key));

        assertThat(service.caller(AUTHORIZE, token).environment()).isEqualTo(Environment.SANDBOX);
        assertThat(sandbox.getHeader().getKeyID()).isNotEqualTo(live.getHeader().getKeyID());
        assertThat(sandbox.getJWTClaimsSet().getIssuer()).isEqualTo("https://auth.example/sandbox");
        assertThat(sandbox.getJWTClaimsSet().getAudience()).containsExactly("https://api.example/sandbox");
    }

    @Test
    void recheck_ofATokensCaller_cutsOffAtItsEndAndNarrows() {
        Caller caller = service.caller(AUTHORIZE, service.token(key));
        service.lifecycle().change(id, c -> c.withAccess(Access.only("mandates", "other")));
        assertThat(caller.recheck()).extracting(Caller::access).isEqualTo(Access.only("mandates"));
        assertThat(caller.recheck()).extracting(Caller::via).isEqualTo(Via.TOKEN);

        service.lifecycle().change(id, c -> c.withAccess(Access.only("other")));
        assertThat(caller.recheck()).isNull();
        service.lifecycle().change(id, c -> c.withAccess(Access.full()));
        assertThat(caller.recheck()).extracting(Caller::access).isEqualTo(Access.only("authorize", "mandates"));

        service.time.advance(OAuthFixture.TTL);
        assertThat(caller.recheck()).isNull();
    }

    @Test
    void recheck_afterTokensWereEnded_cutsOff() {
        Caller caller = service.caller(AUTHORIZE, service.token(key));
        service.lifecycle().endTokens(id);

        assertThat(caller.recheck()).isNull();
    }

    @Test
    void switchedOff_tokensMadeBeforeAreRefused() {
        String token = service.token(key);
        try (var off = service.keystile(null, k -> {})) {
            assertThat(OAuthFixture.reason(off, TestRequest.get(AUTHORIZE, token)))
                    .isEqualTo(Reason.BAD_TOKEN);
        }
    }

    @Test
    void tokenInAKeysHeader_isNoKey() {
        String token = service.token(key);
        TestRequest request = TestRequest.of("GET", AUTHORIZE).with("X-API-Key", token);

        assertThat(OAuthFixture.reason(service.keystile, request)).isEqualTo(Reason.MALFORMED_KEY);
    }
}
