package io.keystile.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keystile.Keystile;
import io.keystile.testkit.RawHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The adapter as an embedder has it who takes no keystile-oauth2; the pom runs this test without it. */
class NoOptionalDependenciesTest {
    @Test
    void optionalDependency_isAbsent() {
        assertThatThrownBy(() -> Class.forName("io.keystile.oauth.TokenEndpoint"))
                .isInstanceOf(ClassNotFoundException.class);
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void filterAndHandlerCheck_workWithoutIt(Container container) {
        Keystile keystile = Keys.builder().build();
        try (WebServer server = container.start("", context -> {
            Pages.say(context, "/api/*", "served");
            KeystileFilter.register(context, new KeystileFilter(keystile), "/api/*");
        })) {
            String key = "X-API-Key: " + Keys.issue(keystile, "read");

            assertThat(RawHttp.ask(server.port(), "GET /api/read", key).body().strip())
                    .isEqualTo("served");
            assertThat(RawHttp.ask(server.port(), "GET /api/read").status()).isEqualTo(401);
            assertThat(RawHttp.ask(server.port(), "GET /api/read", "Authorization: Bearer a.b.c")
                            .status())
                    .isEqualTo(401);
        }
    }
}
