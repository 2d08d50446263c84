package io.keystile.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keystile.ConfigurationException;
import io.keystile.Keystile;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The list of handlers at the start. */
@ParameterizedClass
@EnumSource(Container.class)
class HandlerCheckTest {
    @Parameter
    private Container container = Container.JETTY;

    private final Keystile keystile = Keys.builder().build();

    @Test
    void everyMapping_isListedWithWhatCoversIt() {
        assertThat(run(HandlerCheck.strict(), "/api/*", "/api/read/*", "/api/open"))
                .contains("/api/read/* (/api/read/*): guarded root /api; ANY /api/read (principal: read)")
                .contains("/api/open (/api/open): guarded root /api; ANY /api/open (open)");
    }

    @Test
    void mappingThatNothingCovers_isNamed() {
        assertThatThrownBy(() -> run(HandlerCheck.strict(), "/api/*", "/api/read", "/login", "/apix/*"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("/login (/login): in no guarded root and under no rule")
                .hasMessageContaining("/apix/* (/apix/*): in no guarded root")
                .hasMessageNotContaining("/api/read (");
        assertThat(run(HandlerCheck.strict().leavingOpen("/login"), "/api/*", "/login"))
                .contains("/login (/login): open");
    }

    @Test
    void catchAllMapping_countsByThatNameAlone() {
        for (String mapping : List.of("/", "/*", "*.do")) {
            assertThatThrownBy(() -> run(HandlerCheck.strict(), "/*", mapping))
                    .hasMessageContaining("takes paths that can't be listed");
            assertThat(run(HandlerCheck.strict().trustingCatchAllMappings(), "/*", mapping))
                    .isNotEmpty();
        }
    }

    @Test
    void guardedPathThatTheFilterDoesNotSee_isNamed() {
        assertThatThrownBy(() -> run(HandlerCheck.strict(), "/api/read/*", "/api/write"))
                .hasMessageContaining("/api: guarded by the policy, and not mapped to the filter")
                .hasMessageContaining("/api/write (/api/write): guarded by the policy, and not mapped to the filter");
    }

    @Test
    void uncoveredMapping_stopsTheStart() {
        assertThatThrownBy(() -> container.start("", context -> {
                    Pages.say(context, "/login", "open");
                    register(context, new KeystileFilter(keystile), "/*");
                }))
                .isInstanceOf(IllegalStateException.class);
    }

    private List<String> run(HandlerCheck check, String filterPattern, String... mappings) {
        List<ServletContext> started = new ArrayList<>();
        try (WebServer server = container.start("", context -> {
            started.add(context);
            register(context, new KeystileFilter(keystile).withoutHandlerCheck(), filterPattern);
            // Takes the guarded root whole; a test of its own shows what is said where nothing does.
            Pages.say(context, "/api/*", "");
            for (String mapping : mappings) {
                Pages.say(context, mapping, "");
            }
        })) {
            assertThat(server.port()).isPositive();
            FilterRegistration filter = started.get(0).getFilterRegistration("keystile");
            return check.run(started.get(0), keystile, filter);
        }
    }

    private static void register(ServletContext context, KeystileFilter filter, String pattern) {
        KeystileFilter.register(context, filter, pattern);
    }
}
