package io.keystile.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.authn.Quota;
import io.keystile.authn.RateVerdict;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What an adapter promises of the application's sessions, and of scripts of other sites. Not to be extended itself. */
abstract class SessionContract extends RefusalContract {
    private static final String ALICE = ServerSetup.SESSION_HEADER + ": alice";
    private static final String FOREIGN = "Origin: https://evil.example";
    private static final String OWN = "Origin: " + AdapterFixture.ORIGIN;

    /** Whether the adapter knows sessions of the application; true unless overridden. */
    protected boolean knowsSessions() {
        return true;
    }

    private void assumeSessions() {
        Assumptions.assumeTrue(knowsSessions(), "this adapter knows no sessions");
    }

    @Test
    void session_whereWelcome_passesUntouched() {
        assumeSessions();
        assertServed(get(AdapterFixture.BOTH, ALICE), "BOTH", "session:alice");
        assertServed(get(AdapterFixture.ACCOUNT, ALICE), "ACCOUNT", "session:alice");
    }

    @Test
    void session_whereNotWelcome_isUnauthenticated() {
        assumeSessions();
        assertUniform(
                401, List.of(get(AdapterFixture.ITEMS), get(AdapterFixture.ITEMS, ALICE), get("/api/nowhere", ALICE)));
    }

    @Test
    void session_besideAKey_leavesTheDecisionToTheKey() {
        assumeSessions();
        assertUniform(
                401,
                List.of(
                        get(AdapterFixture.BOTH),
                        get(AdapterFixture.BOTH, ALICE, service().revokedKey())));
        assertServed(
                get(AdapterFixture.BOTH, ALICE, AdapterFixture.header(service().issue())), "BOTH", "prn_1");
    }

    @Test
    void sessionOnlyRoute_refusesEveryKey() {
        assumeSessions();
        String key = AdapterFixture.header(service().issue());

        assertUniform(401, List.of(get(AdapterFixture.ACCOUNT, key), get(AdapterFixture.ACCOUNT, key, ALICE)));
    }

    @Test
    void unsafeSessionRequest_fromAForeignSite_isForbidden() {
        assumeSessions();
        String post = "POST " + AdapterFixture.BOTH;

        assertUniform(403, List.of(ask(post, ALICE, FOREIGN), ask(post, ALICE, "Sec-Fetch-Site: cross-site")));
        assertServed(ask(post, ALICE, OWN), "BOTH", "session:alice");
        assertServed(ask(post, ALICE), "BOTH", "session:alice");
        assertServed(get(AdapterFixture.BOTH, ALICE, FOREIGN), "BOTH", "session:alice");
    }

    @Test
    void preflight_fromAListedOrigin_isAnsweredHere() {
        RawAnswer answer = ask("OPTIONS " + AdapterFixture.ITEMS, OWN, "Access-Control-Request-Method: POST");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(AdapterFixture.ORIGIN);
        assertThat(answer.header("Access-Control-Allow-Credentials")).isNull();
        assertThat(setup().runs()).isZero();
    }

    @Test
    void preflight_fromAForeignOrigin_isForbidden() {
        assertUniform(
                403, List.of(ask("OPTIONS " + AdapterFixture.ITEMS, FOREIGN, "Access-Control-Request-Method: POST")));
    }

    @Test
    void answer_toAScriptOfAListedOrigin_isReadable() {
        String key = AdapterFixture.header(service().issue());

        assertThat(get(AdapterFixture.ITEMS, key, OWN).header("Access-Control-Allow-Origin"))
                .isEqualTo(AdapterFixture.ORIGIN);
        assertThat(get(AdapterFixture.ITEMS, key, FOREIGN).header("Access-Control-Allow-Origin"))
                .isNull();
    }

    @Test
    void limits_areReadableByAScriptOfAListedOrigin_onWhatIsLetOnAndOnA429_andNoRefusalElse() {
        String key = AdapterFixture.header(service().issue());
        List<Quota> quotas = List.of(new Quota(10, Duration.ofSeconds(5), 3, Duration.ofSeconds(4)));
        service().rate(new RateVerdict.Within(quotas));
        RawAnswer letOn = get(AdapterFixture.ITEMS, key, OWN);
        service().rate(new RateVerdict.Over(Duration.ofSeconds(2), quotas));
        RawAnswer over = get(AdapterFixture.ITEMS, key, OWN);

        assertThat(over.status()).isEqualTo(429);
        assertThat(over.header("Retry-After")).isEqualTo("2");
        for (RawAnswer answer : List.of(letOn, over)) {
            assertThat(answer.header("RateLimit")).isEqualTo("\"10-per-5s\";r=3;t=1");
            assertThat(answer.headers("Access-Control-Allow-Origin")).containsExactly(AdapterFixture.ORIGIN);
            assertThat(answer.headers("Access-Control-Expose-Headers"))
                    .containsExactly("X-Decision-Ref, Retry-After, RateLimit-Policy, RateLimit");
        }
        assertThat(get(AdapterFixture.ITEMS, key, FOREIGN).header("Access-Control-Allow-Origin"))
                .isNull();
        RawAnswer unauthenticated = get(AdapterFixture.ITEMS, OWN);
        assertThat(unauthenticated.header("Access-Control-Allow-Origin")).isNull();
        assertThat(unauthenticated.uniform())
                .isEqualTo(get(AdapterFixture.ITEMS).uniform());
    }

    @Test
    void options_withoutACredential_isUnauthenticated() {
        assertUniform(401, List.of(ask("OPTIONS " + AdapterFixture.ITEMS)));
    }
}
