package io.keystile.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.spring.app.PlainApp;
import io.keystile.spring.app.Running;
import io.keystile.testkit.RawAnswer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Keys without Spring Security: the filter stands before the whole application. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlainApplicationTest {
    @SuppressWarnings("NullAway.Init")
    private Running app;

    @BeforeAll
    void start() {
        app = Running.start(PlainApp.class, "keystile.sessions-guarded-by=application", "keystile.rate-limit=1000/1s");
    }

    @AfterAll
    void stop() {
        app.close();
    }

    private void assertUniform(int status, List<RawAnswer> answers) {
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).as("%s", answer).isEqualTo(status);
            assertThat(answer.uniform()).isEqualTo(answers.get(0).uniform());
        });
        assertThat(answers.get(0).header("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void key_reachesItsController() {
        RawAnswer answer = app.ask("GET /api/keys", app.key("mandates:read"));

        assertThat(answer.body()).isEqualTo("prn_1");
        assertThat(answer.header("RateLimit-Policy")).contains("q=1000");
    }

    @Test
    void nobody_is401_alsoWhereSpringWouldReadAnotherPathThanTheContainer() {
        assertUniform(401, List.of(app.ask("GET /api/keys"), app.ask("GET /api/nowhere"), app.ask("POST /api/keys")));
        assertUniform(400, List.of(app.ask("GET /api/..;x/items"), app.ask("GET /api/keys;x=1")));
        assertThat(app.ask("GET /api/health").body()).isEqualTo("well");
    }

    @Test
    void missingScope_byAnnotationOrPolicy_isOne403() {
        String key = app.key("mandates:read");

        assertUniform(403, List.of(app.ask("GET /api/keys/scoped", key), app.ask("GET /api/nowhere", key)));
        assertThat(app.ask("GET /api/keys/scoped", app.key("mandates:read", "mandates:write"))
                        .body())
                .isEqualTo("scoped");
    }

    @Test
    void failureOfAHandler_hasTheApplicationsOwnPage() {
        RawAnswer answer = app.ask("GET /api/keys/broken", app.key("mandates:read"));

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).contains("\"status\":500");
    }

    @Test
    void endpoints_areOpenAsTheManagementSettingsSay() {
        assertThat(app.ask("GET /actuator/health").status()).isEqualTo(200);
        assertThat(app.ask("GET /actuator/metrics").status()).isEqualTo(404);
    }
}
