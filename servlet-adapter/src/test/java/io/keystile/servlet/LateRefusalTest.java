package io.keystile.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A refusal inside a request that was let in: what its handler has written by then doesn't show. */
@ParameterizedClass
@EnumSource(Container.class)
class LateRefusalTest {
    private final Guarded guarded;

    LateRefusalTest(Container container) {
        guarded = Guarded.start(container, LateRefusalTest::fill);
    }

    @AfterEach
    void stop() {
        guarded.close();
    }

    private static void fill(ServletContext context) {
        Pages.say(context, "/api/write/page", "served");
        Pages.add(context, "/api/read/forward", (request, response) -> {
            prepare(request.getParameter("first"), response);
            Objects.requireNonNull(request.getRequestDispatcher("/api/write/page"))
                    .forward(request, response);
        });
        Pages.add(context, "/api/read/include", (request, response) -> {
            prepare(request.getParameter("first"), response);
            Objects.requireNonNull(request.getRequestDispatcher("/api/write/page"))
                    .include(request, response);
        });
    }

    private static void prepare(String first, HttpServletResponse response) throws IOException {
        switch (Objects.requireNonNullElse(first, "")) {
            case "writer" -> response.getWriter().print("begun");
            case "type" -> response.setContentType("text/html;charset=UTF-8");
            case "encoding" -> response.setHeader("Content-Encoding", "gzip");
            case "length" -> response.setContentLength(3);
            default -> {}
        }
    }

    @Test
    void whatTheHandlerHasBegun_doesNotShow() {
        String key = guarded.key("read");
        String direct = guarded.get("/api/write/page", key).uniform();

        for (String way : new String[] {"forward", "include"}) {
            for (String first : new String[] {"writer", "type", "encoding", "length"}) {
                assertThat(guarded.get("/api/read/" + way + "?first=" + first, key)
                                .uniform())
                        .as(way + " after " + first)
                        .isEqualTo(direct);
            }
        }
    }

    @Test
    void crossOrigin_refusalIsTheSameWhereverItFalls() {
        String key = guarded.key("read");
        String origin = "Origin: " + Keys.ORIGIN;

        assertThat(guarded.get("/api/read/forward", key, origin).uniform())
                .isEqualTo(guarded.get("/api/write/page", key, origin).uniform());
    }
}
