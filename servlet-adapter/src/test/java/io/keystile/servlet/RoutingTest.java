package io.keystile.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.testkit.RawAnswer;
import io.keystile.testkit.RawHttp;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What is judged is what runs: path, method, context path. */
@ParameterizedClass
@EnumSource(Container.class)
class RoutingTest {
    private final List<String> served = new CopyOnWriteArrayList<>();
    private final Guarded guarded;

    RoutingTest(Container container) {
        guarded = Guarded.start(container, "/app", SessionUser.ofContainer(), this::fill);
    }

    @AfterEach
    void stop() {
        guarded.close();
    }

    private void fill(ServletContext context) {
        for (String mapping : List.of("", "/", "/api/read/*", "/api/write/*", "*.x")) {
            Pages.add(context, mapping, (request, response) -> {
                served.add(request.getMethod() + " " + request.getServletPath() + " " + request.getPathInfo());
                response.getWriter().print("ok");
            });
        }
        var filter = context.addFilter("rewriter", (request, response, chain) -> {
            HttpServletRequest http = (HttpServletRequest) request;
            chain.doFilter(http.getHeader("X-Seen") == null ? http : new Rewritten(http), response);
        });
        filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
    }

    @Test
    void everyMapping_isRoutedAsJudged() {
        assertThat(guarded.get("/").status()).isEqualTo(200);
        assertThat(guarded.get("/other").status()).isEqualTo(200);
        assertThat(guarded.get("/other/").status()).isEqualTo(200);
        assertThat(guarded.get("/a.x?q=1").status()).isEqualTo(200);
        assertThat(guarded.get("/sp%20ace/%C3%A4").status()).isEqualTo(200);
        for (String path : List.of("/api/read", "/api/read/", "/api/read/a%20b", "/api/read/x.x?", "/api/read?q=%2F")) {
            assertThat(guarded.get(path).status()).as(path).isEqualTo(401);
            assertThat(guarded.get(path, guarded.key("read")).status()).as(path).isEqualTo(200);
        }
    }

    @Test
    void escapedContextPath_isTheSame() {
        assertThat(RawHttp.ask(guarded.server.port(), "GET /%61pp/api/read").status())
                .isEqualTo(401);
        assertThat(RawHttp.ask(guarded.server.port(), "GET /%61pp/api/read", guarded.key("read"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void ambiguousTarget_reachesNoHandler() {
        for (String path :
                List.of("/api/read/%2e%2e/write", "/api//read", "/api/read;a=b", "/api/read/%2Fx", "/api/./read")) {
            assertThat(guarded.get(path, guarded.key("read")).status()).as(path).isEqualTo(400);
        }
        assertThat(served).isEmpty();
    }

    @Test
    void pathRewrittenAhead_isRefused() {
        String key = guarded.key("read");

        // Seen as what the caller may do; the container has chosen another servlet.
        assertThat(guarded.get("/api/write/1", key, "X-Seen: GET /api/read/1").status())
                .isEqualTo(403);
        assertThat(guarded.get("/api/write/1", "X-Seen: GET /other").status()).isEqualTo(401);
        assertThat(served).isEmpty();
    }

    @Test
    void methodOverriddenByHeader_changesNothing() {
        String key = guarded.key("read");

        assertThat(guarded.send("POST", "/api/write/1", key, "X-HTTP-Method-Override: GET")
                        .status())
                .isEqualTo(403);
        assertThat(guarded.send("POST", "/api/read/1", key, "X-HTTP-Method-Override: DELETE", "X-HTTP-Method: PUT")
                        .status())
                .isEqualTo(200);
        assertThat(served).containsExactly("POST /api/read /1");
    }

    @Test
    void optionsWithoutOrigin_isAnOrdinaryRequest() {
        assertThat(guarded.send("OPTIONS", "/api/read").status()).isEqualTo(401);
        assertThat(guarded.send("OPTIONS", "/api/read", guarded.key("read")).status())
                .isEqualTo(200);
    }

    @Test
    void preflight_isAnsweredHere() {
        RawAnswer listed = preflight(Keys.ORIGIN);

        assertThat(listed.status()).isEqualTo(204);
        assertThat(listed.body()).isEmpty();
        assertThat(listed.headers("Access-Control-Allow-Origin")).containsExactly(Keys.ORIGIN);
        assertThat(listed.headers("Access-Control-Allow-Credentials")).isEmpty();
        assertThat(preflight("https://evil.example").status()).isEqualTo(403);
        assertThat(served).isEmpty();
    }

    @Test
    void listedOrigin_mayReadTheAnswer() {
        RawAnswer response = guarded.get("/api/read", guarded.key("read"), "Origin: " + Keys.ORIGIN);

        assertThat(response.headers("Access-Control-Allow-Origin")).containsExactly(Keys.ORIGIN);
        assertThat(response.headers("Vary")).containsExactly("Origin");
        assertThat(guarded.get("/other", "Origin: " + Keys.ORIGIN).headers("Vary"))
                .isEmpty();
    }

    private RawAnswer preflight(String origin) {
        return guarded.send("OPTIONS", "/api/read", "Origin: " + origin, "Access-Control-Request-Method: GET");
    }

    /** Another method and path, as a header says. */
    private static final class Rewritten extends HttpServletRequestWrapper {
        Rewritten(HttpServletRequest request) {
            super(request);
        }

        private String seen() {
            String line = getHeader("X-Seen");
            return line.substring(line.indexOf('/'));
        }

        @Override
        public String getRequestURI() {
            return getContextPath() + seen();
        }

        @Override
        public String getServletPath() {
            return seen();
        }

        @Override
        @SuppressWarnings("NullAway") // As the API has it.
        public String getPathInfo() {
            return null;
        }
    }
}
