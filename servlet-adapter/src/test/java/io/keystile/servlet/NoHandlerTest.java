package io.keystile.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Unmapped paths that no servlet takes. */
class NoHandlerTest {
    @ParameterizedTest
    @EnumSource(Container.class)
    void unmappedPath_inAGuardedRoot_isTheUniform401_whetherOrNotAServletTakesIt(Container container) {
        try (Guarded guarded = Guarded.start(container, context -> {
            Pages.say(context, "/api/read/page", "x");
            Pages.say(context, "/", "nothing here");
        })) {
            String served = guarded.get("/api/read/page").uniform();
            assertThat(guarded.get("/api/read/nothing").uniform()).isEqualTo(served);
            assertThat(guarded.get("/api/nothing/at/all").uniform()).isEqualTo(served);
        }
    }

    /** Tomcat without a default servlet answers 404 itself, and asks no filter. */
    @Test
    void guardedRootThatNoServletTakesWhole_stopsTheStartOnTomcat() {
        assertThatThrownBy(() -> Container.TOMCAT.start("", context -> {
                    Pages.say(context, "/api/read/page", "x");
                    KeystileFilter.register(
                            context, new KeystileFilter(Keys.builder().build()), "/*");
                }))
                .isInstanceOf(IllegalStateException.class);
    }
}
