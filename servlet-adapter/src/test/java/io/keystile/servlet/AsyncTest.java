package io.keystile.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.authn.Caller;
import io.keystile.authn.CurrentCaller;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A request that is answered later: by a dispatch, or by another thread. */
@ParameterizedClass
@EnumSource(Container.class)
class AsyncTest {
    private final AtomicInteger callersLeft = new AtomicInteger();
    private final Guarded guarded;

    AsyncTest(Container container) {
        guarded = Guarded.start(container, this::fill);
    }

    @AfterEach
    void stop() {
        guarded.close();
    }

    private void fill(ServletContext context) {
        for (String path : List.of("/api/read/page", "/api/write/page")) {
            Pages.add(context, path, (request, response) -> print(response, who(request)));
        }
        for (String root : List.of("/out", "/api/read")) {
            Pages.add(context, root + "/dispatch", AsyncTest::dispatch);
        }
        Pages.add(context, "/api/read/wrapped", (request, response) -> {
            AsyncContext async = request.startAsync();
            onAnotherThread(CurrentCaller.wrap(() -> print(response, who(request))), async);
        });
        Pages.add(context, "/api/read/bare", (request, response) -> {
            AsyncContext async = request.startAsync();
            onAnotherThread(() -> print(response, who(request)), async);
        });
    }

    private void onAnotherThread(Runnable work, AsyncContext async) {
        new Thread(() -> {
                    work.run();
                    callersLeft.addAndGet(CurrentCaller.get() == null ? 0 : 1);
                    async.complete();
                })
                .start();
    }

    private static void dispatch(HttpServletRequest request, HttpServletResponse response) {
        if (request.getDispatcherType() == DispatcherType.ASYNC) {
            print(response, "again " + who(request));
            return;
        }
        AsyncContext async = request.startAsync();
        String to = request.getParameter("to");
        async.start(() -> {
            if (to == null) {
                async.dispatch();
            } else {
                async.dispatch(to);
            }
        });
    }

    private static String who(HttpServletRequest request) {
        Caller current = CurrentCaller.get();
        return "user=" + request.getRemoteUser()
                + " caller=" + (request.getAttribute(KeystileFilter.CALLER) instanceof Caller it ? it.owner() : "none")
                + " current=" + (current == null ? "none" : current.owner());
    }

    private static void print(HttpServletResponse response, String text) {
        try {
            response.getWriter().print(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void dispatch_restoresTheCaller() {
        assertThat(guarded.get("/api/read/dispatch", guarded.key("read")).body())
                .isEqualTo("again user=prn_1 caller=prn_1 current=prn_1");
        assertThat(guarded.get("/out/dispatch").body()).isEqualTo("again user=null caller=none current=none");
    }

    @Test
    void dispatchElsewhere_isJudgedAgain() {
        String key = guarded.key("read");

        assertThat(guarded.get("/api/read/dispatch?to=/api/read/page", key).body())
                .isEqualTo("user=prn_1 caller=prn_1 current=prn_1");
        assertThat(guarded.get("/api/read/dispatch?to=/api/write/page", key).uniform())
                .isEqualTo(guarded.get("/api/write/page", key).uniform());
        assertThat(guarded.get("/out/dispatch?to=/api/read/page").uniform())
                .isEqualTo(guarded.get("/api/read/page").uniform());
    }

    @Test
    void otherThread_ofWrappedWork_hasTheCaller() {
        assertThat(guarded.get("/api/read/wrapped", guarded.key("read")).body())
                .isEqualTo("user=prn_1 caller=prn_1 current=prn_1");
        assertThat(guarded.get("/api/read/wrapped").status()).isEqualTo(401);
        assertThat(callersLeft).hasValue(0);
    }

    @Test
    void otherThread_ofBareWork_hasTheRequestsCallerAlone() {
        assertThat(guarded.get("/api/read/bare", guarded.key("read")).body())
                .isEqualTo("user=prn_1 caller=prn_1 current=none");
    }
}
