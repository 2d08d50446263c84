package io.keystile.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.authn.Caller;
import io.keystile.authn.CurrentCaller;
import io.keystile.testkit.RawAnswer;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A request that the container hands on: forward, include, error. */
@ParameterizedClass
@EnumSource(Container.class)
class DispatchTest {
    private final List<String> served = new CopyOnWriteArrayList<>();
    private final Guarded guarded;

    DispatchTest(Container container) {
        guarded = Guarded.start(container, this::fill);
    }

    @AfterEach
    void stop() {
        guarded.close();
    }

    private void fill(ServletContext context) {
        for (String path : List.of("/api/read/page", "/api/write/page", "/api/none", WebServer.ERROR_PAGE)) {
            Pages.add(context, path, this::serve);
        }
        for (String root : List.of("/out", "/api/open", "/api/read")) {
            Pages.add(
                    context,
                    root + "/forward",
                    (request, response) -> target(request).forward(request, response));
            Pages.add(
                    context,
                    root + "/include",
                    (request, response) -> target(request).include(request, response));
        }
        Pages.add(
                context,
                "/api/read/named-forward",
                (request, response) -> named(request).forward(request, response));
        Pages.add(
                context,
                "/out/named-include",
                (request, response) -> named(request).include(request, response));
        Pages.add(context, "/api/read/teapot", (request, response) -> response.sendError(WebServer.TEAPOT));
        Pages.add(context, "/api/read/caught", (request, response) -> {
            try {
                target(request).include(request, response);
            } catch (IncludeRefusedException e) {
                response.getWriter().print("without it");
            }
        });
        var filter = context.addFilter("forger", (request, response, chain) -> {
            HttpServletRequest http = (HttpServletRequest) request;
            String name = http.getHeader("X-Attribute");
            if (name != null) {
                request.setAttribute(name, Objects.requireNonNullElse(http.getHeader("X-Value"), "forged"));
            }
            chain.doFilter(request, response);
        });
        filter.setAsyncSupported(true);
        filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
    }

    private static RequestDispatcher target(HttpServletRequest request) {
        return Objects.requireNonNull(request.getRequestDispatcher(request.getParameter("to")));
    }

    private static RequestDispatcher named(HttpServletRequest request) {
        return Objects.requireNonNull(request.getServletContext().getNamedDispatcher(request.getParameter("to")));
    }

    private void serve(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        served.add(request.getDispatcherType() + " " + CurrentCaller.get());
        Object caller = request.getAttribute(KeystileFilter.CALLER);
        response.getWriter()
                .print("[page user=" + request.getRemoteUser() + " caller="
                        + (caller instanceof Caller found ? found.owner() : "none") + "]");
    }

    @Test
    void forward_keepsTheCaller() {
        assertThat(guarded.get("/api/read/forward?to=/api/read/page", guarded.key("read"))
                        .body())
                .isEqualTo("[page user=prn_1 caller=prn_1]");
        assertThat(served).singleElement().asString().contains("FORWARD Caller[");
    }

    @Test
    void forward_toWhatTheCallerMayNot_isTheUniform403() {
        String key = guarded.key("read");

        RawAnswer direct = guarded.get("/api/write/page", key);
        RawAnswer forward = guarded.get("/api/read/forward?to=/api/write/page", key);

        assertThat(direct.status()).isEqualTo(403);
        assertThat(forward.uniform()).isEqualTo(direct.uniform());
        assertThat(served).isEmpty();
    }

    @Test
    void forward_fromOutsideOrOpen_isDecidedAsNew() {
        for (String from : List.of("/out", "/api/open")) {
            String target = from + "/forward?to=/api/read/page";
            assertThat(guarded.get(target).uniform())
                    .isEqualTo(guarded.get("/api/read/page").uniform());
            assertThat(guarded.get(target, guarded.key("write")).status()).isEqualTo(403);
            assertThat(guarded.get(target, guarded.key("read")).body()).isEqualTo("[page user=prn_1 caller=prn_1]");
        }
        assertThat(served).hasSize(2);
    }

    @Test
    void include_ofWhatTheCallerMay_isServed() {
        assertThat(guarded.get("/api/read/include?to=/api/read/page", guarded.key("read"))
                        .body())
                .isEqualTo("[page user=prn_1 caller=prn_1]");
        assertThat(guarded.get("/out/include?to=/api/read/page", guarded.key("read"))
                        .body())
                .isEqualTo("[page user=prn_1 caller=prn_1]");
    }

    @Test
    void include_ofWhatTheCallerMayNot_makesTheWholeAnswerUniform() {
        String key = guarded.key("read");

        assertThat(guarded.get("/api/read/include?to=/api/write/page", key).uniform())
                .isEqualTo(guarded.get("/api/write/page", key).uniform());
        assertThat(guarded.get("/out/include?to=/api/write/page").uniform())
                .isEqualTo(guarded.get("/api/write/page").uniform());
        assertThat(served).isEmpty();
    }

    @Test
    void refusedInclude_canBeCaught() {
        assertThat(guarded.get("/api/read/caught?to=/api/write/page", guarded.key("read"))
                        .body())
                .isEqualTo("without it");
        assertThat(served).isEmpty();
    }

    @Test
    void namedDispatch_keepsWhatWasDecided() {
        assertThat(guarded.get("/api/read/named-forward?to=/api/write/page", guarded.key("read"))
                        .body())
                .isEqualTo("[page user=prn_1 caller=prn_1]");
        assertThat(guarded.get("/out/named-include?to=/api/write/page").body())
                .isEqualTo("[page user=null caller=none]");
    }

    @Test
    void errorPage_hasTheSameCaller() {
        RawAnswer response = guarded.get("/api/read/teapot", guarded.key("read"));

        assertThat(response.status()).isEqualTo(WebServer.TEAPOT);
        assertThat(response.body()).isEqualTo("[page user=prn_1 caller=prn_1]");
        assertThat(served).singleElement().asString().startsWith("ERROR Caller[");
    }

    @Test
    void forgedDecision_isWorthNothing() {
        String attribute = "X-Attribute: " + Decided.attributeOf(guarded.keystile);

        assertThat(guarded.get("/api/read/page", attribute).status()).isEqualTo(401);
        assertThat(guarded.get("/out/forward?to=/api/read/page", attribute).status())
                .isEqualTo(401);
        assertThat(served).isEmpty();
    }

    @Test
    void attributesOfAnInclude_onAFirstRequest_areRefused() {
        for (String name : List.of("request_uri", "servlet_path", "path_info")) {
            assertThat(guarded.get(
                                    "/api/read/page",
                                    guarded.key("read"),
                                    "X-Attribute: jakarta.servlet.include." + name,
                                    "X-Value: /api/open")
                            .status())
                    .isEqualTo(403);
        }
        assertThat(served).isEmpty();
    }
}
