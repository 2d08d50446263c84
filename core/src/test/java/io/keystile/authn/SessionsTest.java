package io.keystile.authn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.keystile.request.FakeRequest;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions beside credentials, and forgery of session requests. */
final class SessionsTest {
    private final Fixture service = new Fixture();

    private static FakeRequest session(String method, String target) {
        return FakeRequest.of(method, target).withSession();
    }

    @Test
    void session_passesWhereItIsWelcome_andNowhereElse() {
        assertThat(service.decide(session("GET", "/api/reports"))).isEqualTo(Unguarded.SESSION);
        assertThat(service.decide(session("GET", "/api/keys"))).isEqualTo(Unguarded.SESSION);
        assertThat(service.decide(session("GET", "/api/trpc/mandates.list"))).isEqualTo(Unguarded.SESSION);
        assertThat(service.decide(session("GET", "/api/trpc/users.list")))
                .as("a procedure that no scope covers")
                .isEqualTo(Unguarded.SESSION);
        assertThat(service.reason(session("GET", "/api/mandates"))).isEqualTo(Reason.NO_CREDENTIAL);
        assertThat(service.reason(session("GET", "/api/unmapped"))).isEqualTo(Reason.NO_CREDENTIAL);
    }

    @Test
    void noSession_isUnauthenticated() {
        assertThat(service.reason(FakeRequest.of("GET", "/api/keys"))).isEqualTo(Reason.NO_CREDENTIAL);
        assertThat(service.reason(FakeRequest.of("GET", "/api/reports"))).isEqualTo(Reason.NO_CREDENTIAL);
    }

    @Test
    void credentialBesideASession_decides_goodOrBad() {
        String key = service.issue("reports:read").key().reveal();
        assertThat(service.caller(session("GET", "/api/reports").with("X-API-Key", key))
                        .via())
                .isEqualTo(Via.KEY);
        assertThat(service.reason(session("GET", "/api/reports").with("X-API-Key", "bad")))
                .isEqualTo(Reason.MALFORMED_KEY);
        assertThat(service.reason(session("GET", "/api/reports").with("X-Admin-Key", "bad")))
                .isEqualTo(Reason.MISPLACED_CREDENTIAL);
    }

    @Test
    void sessionOnlyRoute_refusesEveryCredential() {
        String key = service.issue("reports:read").key().reveal();
        assertThat(service.reason(session("GET", "/api/keys").with("X-API-Key", key)))
                .isEqualTo(Reason.SESSION_ONLY);
        assertThat(service.reason(session("GET", "/api/keys").with("Authorization", "Bearer " + key)))
                .isEqualTo(Reason.SESSION_ONLY);
        assertThat(service.reason(session("GET", "/api/keys").with("X-Admin-Key", Fixture.OPERATOR_KEY)))
                .isEqualTo(Reason.SESSION_ONLY);
    }

    @Test
    void applicationsOwnScheme_goesOnBesideASession() {
        assertThat(service.decide(session("GET", "/api/keys").with("Authorization", "Basic YTpi")))
                .isEqualTo(Unguarded.SESSION);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "POST, https://app.example, -, true",
                "POST, https://app.example, cross-site, true",
                "POST, https://evil.example, -, false",
                "POST, https://evil.example, same-origin, false",
                "POST, null, -, false",
                "POST, HTTPS://APP.EXAMPLE, -, false",
                "POST, https://app.example:443, -, false",
                "POST, https://app.example.evil.example, -, false",
                "POST, -, cross-site, false",
                "POST, -, same-site, false",
                "POST, -, Cross-Site, false",
                "POST, -, same-origin, true",
                "POST, -, none, true",
                "POST, -, -, true",
                "DELETE, https://evil.example, -, false",
                "post, https://evil.example, -, false",
                "GET, https://evil.example, cross-site, true",
                "HEAD, https://evil.example, cross-site, true",
            })
    void unsafeSessionRequest_mustComeFromAListedOrigin(String method, String origin, String site, boolean passes) {
        FakeRequest request = session(method, "/api/keys");
        if (origin != null) {
            request.with("Origin", origin);
        }
        if (site != null) {
            request.with("Sec-Fetch-Site", site);
        }
        assertThat(service.reason(request)).isEqualTo(passes ? null : Reason.FOREIGN_ORIGIN);
    }

    @Test
    void twoOrigins_areForeign() {
        assertThat(service.reason(session("POST", "/api/keys")
                        .with("Origin", Fixture.ORIGIN)
                        .with("Origin", Fixture.ORIGIN)))
                .isEqualTo(Reason.FOREIGN_ORIGIN);
    }

    @Test
    void applicationThatGuardsItself_isLeftAlone() {
        service.sessionGuard = SessionGuard.byApplication();
        assertThat(service.decide(session("POST", "/api/keys").with("Origin", "https://evil.example")))
                .isEqualTo(Unguarded.SESSION);
    }

    @Test
    void noGuardChosen_letsNoSessionOn() {
        service.sessionGuard = null;
        assertThat(service.reason(session("GET", "/api/keys"))).isEqualTo(Reason.FOREIGN_ORIGIN);
    }

    @Test
    void foreignOrigin_isNoMatterForAKey() {
        String key = service.issue("reports:read").key().reveal();
        assertThat(service.reason(FakeRequest.of("POST", "/api/reports")
                        .with("Origin", "https://evil.example")
                        .with("X-API-Key", key)))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "null",
                "",
                "app.example",
                "https://app.example/",
                "https://app.example/path",
                "https://app.example:443",
                "http://app.example:80",
                "https://App.example",
                "https://user@app.example",
                "ftp://app.example",
                "https://*.example",
                "https://app.example?x",
                "not an origin"
            })
    void originThatBrowsersNeverSend_isRefusedWhereItIsConfigured(String origin) {
        assertThatIllegalArgumentException().isThrownBy(() -> SessionGuard.byOrigin(Set.of(origin)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://app.example", "http://localhost:8080", "http://127.0.0.1:8080", "http://[::1]:8080"})
    void originAsBrowsersSendIt_isTaken(String origin) {
        assertThat(SessionGuard.byOrigin(Set.of(origin))).isNotNull();
    }
}
