package io.keystile.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.Keystile;
import io.keystile.authn.Reason;
import io.keystile.spring.app.App;
import io.keystile.spring.app.Running;
import io.keystile.testkit.RawAnswer;
import io.keystile.testkit.RawHttp;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;

/** Users and keys side by side, in one chain of Spring Security's. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecuredApplicationTest {
    private static final String MANDATES = "GET /api/mandates";

    @SuppressWarnings("NullAway.Init")
    private Running app;

    @BeforeAll
    void start() {
        app = Running.start(App.class, "management.endpoints.web.exposure.include=health,metrics");
    }

    @AfterAll
    void stop() {
        app.close();
    }

    private Reason reasonOf(RawAnswer answer) {
        String reference = Objects.requireNonNull(answer.header("X-Decision-Ref"), answer.toString());
        return Objects.requireNonNull(app.context().getBean(Keystile.class).explain(reference))
                .reason();
    }

    private void assertUniform(int status, List<RawAnswer> answers) {
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).as("%s", answer).isEqualTo(status);
            assertThat(answer.uniform()).isEqualTo(answers.get(0).uniform());
        });
        assertThat(answers.get(0).header("Content-Type")).isEqualTo("application/problem+json");
    }

    private static String basic(String password) {
        return "Authorization: Basic "
                + Base64.getEncoder().encodeToString(("ada:" + password).getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void key_isThePrincipal_andItsScopesAreItsAuthorities() {
        RawAnswer answer = app.ask(MANDATES, app.key("mandates:read"));

        assertThat(answer.body()).isEqualTo("caller prn_1 prn_1 [mandates:read] null null");
        assertThat(answer.header("Set-Cookie")).isNull();
    }

    @Test
    void fullAccess_hasEveryScopeOfThePolicy_andNoRole() {
        assertThat(app.ask(MANDATES, app.key()).body()).contains("[mandates:read, mandates:write]");
    }

    @Test
    void keyAsBearer_isNoOtherFiltersBearerToken() {
        String bearer = app.key("mandates:read").replace("X-API-Key: ", "Authorization: Bearer ");

        assertThat(app.ask(MANDATES, bearer).body()).startsWith("caller prn_1");
    }

    @Test
    void preAuthorize_isAnsweredLikeAMissingScope() {
        String key = app.key("mandates:read");
        RawAnswer byMethodSecurity = app.ask("GET /api/mandates/locked", key);
        RawAnswer byAnnotation = app.ask("GET /api/mandates/scoped", key);
        RawAnswer byPolicy = app.ask("DELETE /api/mandates", key);
        RawAnswer unmapped = app.ask("GET /api/nowhere", key);

        assertUniform(403, List.of(byMethodSecurity, byAnnotation, byPolicy, unmapped));
        assertThat(reasonOf(byMethodSecurity)).isEqualTo(Reason.APPLICATION_REFUSED);
        assertThat(reasonOf(byAnnotation)).isEqualTo(Reason.SCOPE_MISSING);
        String more = app.key("mandates:read", "mandates:write");
        assertThat(app.ask("GET /api/mandates/locked", more).body()).isEqualTo("locked");
        assertThat(app.ask("GET /api/mandates/scoped", more).body()).isEqualTo("scoped");
    }

    @Test
    void nobody_isOneUniform401_whateverTheRouteAndMethod() {
        String html = "Accept: text/html";

        assertUniform(
                401,
                List.of(
                        app.ask(MANDATES),
                        app.ask(MANDATES, html),
                        app.ask("POST /api/mandates"),
                        app.ask("POST /api/keys"),
                        app.ask("GET /api/keys", html),
                        app.ask("GET /api/nowhere"),
                        app.ask(MANDATES, "X-API-Key: garbage"),
                        app.ask("POST /api/mandates", "Authorization: Bearer garbage")));
    }

    @Test
    void openRoute_isOpen_evenUnderARuleForAllRequests() {
        assertThat(app.ask("GET /api/health").body()).isEqualTo("well");
    }

    @Test
    void session_whereWelcome_passesAsItself_andElsewhereIs401() {
        String session = app.login();

        assertThat(app.ask(MANDATES, session).body()).startsWith("user ada");
        assertThat(app.ask("GET /me", session).body()).isEqualTo("ada");
        assertUniform(401, List.of(app.ask("GET /api/keys", session), app.ask(MANDATES)));
    }

    @Test
    void unsafeRequest_ofASessionNeedsATokenAgainstForgery_ofAKeyNone() {
        String session = app.login();
        RawAnswer forged = app.ask("POST /api/mandates", session);
        String token = app.ask("GET /csrf", session).body();

        assertUniform(403, List.of(forged, app.ask("GET /api/mandates/locked", app.key("mandates:read"))));
        assertThat(reasonOf(forged)).isEqualTo(Reason.APPLICATION_REFUSED);
        assertThat(app.ask("POST /api/mandates", session, "X-CSRF-TOKEN: " + token)
                        .body())
                .isEqualTo("created by ada");
        assertThat(app.ask("POST /api/mandates", app.key("mandates:read")).body())
                .isEqualTo("created by prn_1");
    }

    @Test
    void keyBesideASession_decides_andLeavesTheSessionAsItWas() {
        String session = app.login();

        assertThat(app.ask(MANDATES, session, app.key("mandates:read")).body()).startsWith("caller prn_1");
        assertUniform(401, List.of(app.ask(MANDATES, session, "X-API-Key: garbage"), app.ask(MANDATES)));
        assertThat(app.ask("GET /me", session).body()).isEqualTo("ada");
    }

    @Test
    void loginFurtherInside_countsWhereSessionsDo() {
        assertThat(app.ask(MANDATES, basic("pass")).body()).startsWith("user ada");
        assertThat(app.ask(MANDATES, basic("wrong")).status()).isEqualTo(401);
        assertUniform(401, List.of(app.ask("GET /api/keys", basic("pass")), app.ask("GET /api/keys")));
    }

    @Test
    void loginBesideAKey_doesNotTakeTheCallersPlace() {
        RawAnswer answer = app.ask(MANDATES, app.key("mandates:read"), basic("pass"));

        assertThat(answer.body()).startsWith("caller prn_1");
    }

    @Test
    void failureOfAHandler_hasTheApplicationsOwnPage() {
        RawAnswer answer = app.ask("GET /api/mandates/broken", app.key("mandates:read"));

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).contains("\"status\":500").contains("/api/mandates/broken");
        assertThat(app.ask("GET /api/mandates/nothing", app.key("mandates:read"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void workOnAnotherThread_isStillTheCallers() {
        assertThat(app.ask("GET /api/mandates/later", app.key("mandates:read")).body())
                .startsWith("prn_1 Caller[")
                .contains("prn_1");
    }

    @Test
    void ambiguousTarget_isAUniform400_fromTheFirewallToo() {
        assertUniform(
                400,
                List.of(
                        app.ask("GET /api/mandates;x=1", app.key()),
                        app.ask("GET /api//mandates"),
                        app.ask("GET /a;b")));
    }

    @Test
    void pagesOfTheApplication_areItsOwn() {
        RawAnswer page = app.ask("GET /me", "Accept: text/html");

        assertThat(page.status()).isEqualTo(302);
        assertThat(page.header("Location")).endsWith("/login");
        assertThat(app.ask("GET /me", app.key()).status()).isEqualTo(401);
    }

    @Test
    void endpoints_areTheirOwnRules() {
        assertThat(app.ask("GET /actuator/health").status()).isEqualTo(200);
        assertThat(app.ask("GET /actuator/metrics").status()).isEqualTo(401);
        assertThat(app.ask("GET /actuator/metrics", app.key()).status()).isEqualTo(401);
    }

    @Test
    void figures_areMeters() {
        MeterRegistry registry = app.context().getBean(MeterRegistry.class);
        double before = registry.get("keystile.refusals")
                .tag("reason", "no_credential")
                .functionCounter()
                .count();
        app.ask(MANDATES);

        assertThat(registry.get("keystile.refusals")
                        .tag("reason", "no_credential")
                        .functionCounter()
                        .count())
                .isEqualTo(before + 1);
        assertThat(registry.get("keystile.store.healthy")
                        .tag("environment", "live")
                        .gauge()
                        .value())
                .isEqualTo(1);
        assertThat(registry.get("keystile.cache.hits").functionCounter().count())
                .isNotNegative();
    }

    @Test
    void application_acceptsTrafficOnceKeystileIsReady() {
        assertThat(app.context().getBean(Keystile.class).ready()).isTrue();
        assertThat(app.context().getBean(ApplicationAvailability.class).getReadinessState())
                .isEqualTo(ReadinessState.ACCEPTING_TRAFFIC);
    }

    @Test
    void callersOnOneConnection_doNotStick() {
        try (RawHttp http = RawHttp.connect(app.port())) {
            String head = MANDATES + " HTTP/1.1\r\nHost: localhost\r\n";
            http.send(head + app.key("mandates:read") + "\r\n\r\n");
            assertThat(http.read(false).status()).isEqualTo(200);
            http.send(head + "\r\n");
            assertThat(http.read(false).status()).isEqualTo(401);
        }
    }
}
