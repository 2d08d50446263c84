package io.keystile.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.authn.Caller;
import io.keystile.authn.CurrentCaller;
import io.keystile.credential.Access;
import io.keystile.lifecycle.NewCredential;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The promises over HTTP/2, whose streams share one connection. */
@ParameterizedClass
@EnumSource(Container.class)
class Http2Test {
    private static final int STREAMS = 50;

    /** So many streams are in a servlet at once; Tomcat runs 20 of a connection at most. */
    private static final int AT_ONCE = 10;

    private final AtomicInteger served = new AtomicInteger();
    private final CyclicBarrier together = new CyclicBarrier(AT_ONCE);
    private final Guarded guarded;
    private final Http2 http;

    Http2Test(Container container) {
        guarded = Guarded.start(container, this::fill);
        http = Http2.connect(guarded.server.port());
    }

    @AfterEach
    void stop() {
        guarded.close();
    }

    private void fill(ServletContext context) {
        Pages.say(context, "/", "nothing");
        Pages.add(context, "/api/read/*", (request, response) -> {
            served.incrementAndGet();
            response.getWriter().print(request.getProtocol() + " " + who(request));
        });
        Pages.add(context, "/api/read/together", (request, response) -> {
            String before = who(request);
            meet();
            response.getWriter().print(before + " " + who(request) + " on " + request.getRemotePort());
        });
        Pages.add(context, "/api/read/async-complete", (request, response) -> {
            AsyncContext async = request.startAsync();
            Thread other = new Thread(CurrentCaller.wrap(() -> {
                meet();
                print(response, who(request) + " " + who(request) + " on " + request.getRemotePort());
                async.complete();
            }));
            other.start();
        });
        Pages.add(context, "/api/read/async-dispatch", (request, response) -> {
            if (request.getDispatcherType() == DispatcherType.ASYNC) {
                response.getWriter().print(who(request));
            } else {
                AsyncContext async = request.startAsync();
                async.start(async::dispatch);
            }
        });
    }

    private static String who(HttpServletRequest request) {
        Caller current = CurrentCaller.get();
        return request.getRemoteUser()
                + (request.getAttribute(KeystileFilter.CALLER) instanceof Caller caller ? "=" + caller.owner() : "")
                + (current == null ? "" : "=" + current.owner());
    }

    private static void print(HttpServletResponse response, String text) {
        try {
            response.getWriter().print(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until as many others are here as are meant to be at once. */
    private void meet() {
        try {
            together.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void everyCauseOf401_isTheSameAnswer_andThatOfHttp11() {
        String key = Keys.issue(guarded.keystile, "read");
        String unknown = Keys.issue(Keys.builder().build(), "read");

        Http2.Answer none = http.get("/api/read");

        assertThat(none.status()).isEqualTo(401);
        assertThat(none.headers()).containsEntry("www-authenticate", List.of("Bearer realm=\"acme\""));
        assertThat(Stream.of(
                                http.get("/api/read", "X-API-Key: garbage"),
                                http.get("/api/read", "X-API-Key: " + unknown),
                                http.get("/api/read", "Authorization: Basic eDp5"),
                                http.get("/api/read", "X-API-Key: " + key, "Authorization: Bearer " + key),
                                http.sending("POST", "/api/read", "a body", "X-API-Key: bad")
                                        .join(),
                                Http2.older(guarded.server.port()).get("/api/read"))
                        .map(Http2.Answer::uniform))
                .containsOnly(none.uniform());
        assertThat(served).hasValue(0);
    }

    @Test
    void everyCauseOf403_isTheSameAnswer_andThatOfHttp11() {
        String key = guarded.key("read");

        Http2.Answer scope = http.get("/api/write", key);

        assertThat(scope.status()).isEqualTo(403);
        assertThat(scope.headers()).doesNotContainKey("www-authenticate");
        assertThat(Stream.of(
                                http.get("/api/none", key),
                                http.sending("POST", "/api/write", "a body", key)
                                        .join(),
                                Http2.older(guarded.server.port()).get("/api/write", key))
                        .map(Http2.Answer::uniform))
                .containsOnly(scope.uniform());
    }

    @Test
    void goodKey_inEitherField_passesWithItsCaller() {
        String key = Keys.issue(guarded.keystile, "read");

        for (String field : List.of("X-API-Key: " + key, "x-api-key: " + key, "Authorization: Bearer " + key)) {
            assertThat(http.get("/api/read", field).body()).isEqualTo("HTTP/2.0 prn_1=prn_1=prn_1");
        }
        assertThat(http.sending("POST", "/api/read", "a body", "X-API-Key: " + key)
                        .join()
                        .status())
                .isEqualTo(200);
    }

    @Test
    void twoFieldsOfOneName_areRefused() {
        String key = Keys.issue(guarded.keystile, "read");
        Http2.Answer none = http.get("/api/read").uniform();

        assertThat(http.get("/api/read", "X-API-Key: " + key, "X-API-Key: " + key)
                        .uniform())
                .isEqualTo(none);
        assertThat(http.get("/api/read", "X-API-Key: " + key, "X-API-Key: bad").uniform())
                .isEqualTo(none);
        assertThat(http.get("/api/read", "Authorization: Bearer " + key, "Authorization: Bearer " + key)
                        .uniform())
                .isEqualTo(none);
        assertThat(served).hasValue(0);
    }

    @Test
    void head_hasTheHeadersOfGetAndNoBody() {
        Http2.Answer get = http.get("/api/read").uniform();

        assertThat(http.send("HEAD", "/api/read").uniform())
                .isEqualTo(new Http2.Answer(get.status(), get.headers(), ""));
        assertThat(http.send("HEAD", "/api/read", guarded.key("read")).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/read%2Fpage", "/api/open/%2e%2e/read", "/api/open/../read", "/api//read"})
    void ambiguousTarget_isRefused(String target) {
        assertThat(http.get(target, guarded.key("read")).status()).isEqualTo(400);
        assertThat(served).hasValue(0);
    }

    @Test
    void asyncDispatch_restoresTheCaller() {
        assertThat(http.get("/api/read/async-dispatch", guarded.key("read")).body())
                .isEqualTo("prn_1=prn_1=prn_1");
        assertThat(http.get("/api/read/async-dispatch").status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/read/together", "/api/read/async-complete"})
    void streamsOfOneConnection_eachHaveTheirOwnCaller(String target) {
        List<String> keys = IntStream.range(0, STREAMS)
                .mapToObj(i -> "X-API-Key: "
                        + Keys.issue(
                                guarded.keystile,
                                NewCredential.principal("prn_" + i, "cli_1").access(Access.only("read"))))
                .toList();

        List<CompletableFuture<Http2.Answer>> sent =
                keys.stream().map(key -> http.sending("GET", target, "", key)).toList();

        List<String> bodies = sent.stream().map(answer -> answer.join().body()).toList();
        String connection = bodies.get(0).substring(bodies.get(0).indexOf(" on "));
        assertThat(bodies)
                .isEqualTo(IntStream.range(0, STREAMS)
                        .mapToObj(i -> "prn_" + i + "=prn_" + i + "=prn_" + i)
                        .map(who -> who + " " + who + connection)
                        .toList());
    }
}
