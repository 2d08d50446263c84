package io.keystile.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.authn.Quota;
import io.keystile.authn.RateLimiterOutage;
import io.keystile.authn.RateVerdict;
import io.keystile.testkit.RawAnswer;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What a granted request was told of its limits, when the container hands it on. */
@ParameterizedClass
@EnumSource(Container.class)
class RateLimitDispatchTest {
    private static final String POLICY = "\"10-per-5s\";q=10;w=5";
    private static final String LIMIT = "\"10-per-5s\";r=3;t=1";

    private final AtomicInteger spent = new AtomicInteger();
    private final Guarded guarded;

    RateLimitDispatchTest(Container container) {
        List<Quota> quotas = List.of(new Quota(10, Duration.ofSeconds(5), 3, Duration.ofSeconds(4)));
        guarded = Guarded.start(
                container,
                "",
                SessionUser.ofContainer(),
                Keys.builder()
                        .rateLimiter(
                                (environment, tenant, credential, cost) -> {
                                    spent.incrementAndGet();
                                    return new RateVerdict.Within(quotas);
                                },
                                RateLimiterOutage.FAIL_CLOSED),
                RateLimitDispatchTest::fill);
    }

    @AfterEach
    void stop() {
        guarded.close();
    }

    private static void fill(ServletContext context) {
        for (String path : List.of("/api/read/page", "/api/write/page")) {
            Pages.say(context, path, "page");
        }
        for (String root : List.of("/api/read", "/out")) {
            Pages.add(
                    context,
                    root + "/forward",
                    (request, response) -> target(request).forward(request, response));
            Pages.add(
                    context,
                    root + "/include",
                    (request, response) -> target(request).include(request, response));
        }
    }

    private static RequestDispatcher target(HttpServletRequest request) {
        return Objects.requireNonNull(request.getRequestDispatcher(request.getParameter("to")));
    }

    @Test
    void grantedForwardAndInclude_tellThemOnce_andSpendOnce() {
        for (String kind : List.of("forward", "include")) {
            RawAnswer answer = guarded.get("/api/read/" + kind + "?to=/api/read/page", guarded.key("read"));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.headers("RateLimit-Policy")).containsExactly(POLICY);
            assertThat(answer.headers("RateLimit")).containsExactly(LIMIT);
        }
        assertThat(spent).hasValue(2);
    }

    @Test
    void refusedForwardAndInclude_tellNothingOfThem_asAnyOther403() {
        String key = guarded.key("read");
        RawAnswer direct = guarded.get("/api/write/page", key);

        assertThat(direct.status()).isEqualTo(403);
        assertThat(direct.headers("RateLimit")).isEmpty();
        for (String kind : List.of("forward", "include")) {
            RawAnswer refused = guarded.get("/api/read/" + kind + "?to=/api/write/page", key);

            assertThat(refused.headers("RateLimit-Policy")).isEmpty();
            assertThat(refused.headers("RateLimit")).isEmpty();
            assertThat(refused.uniform()).isEqualTo(direct.uniform());
        }
    }

    @Test
    void refusedForward_ofAScriptsRequest_cantBeReadEither() {
        String key = guarded.key("read");
        String origin = "Origin: " + Keys.ORIGIN;

        RawAnswer refused = guarded.get("/api/read/forward?to=/api/write/page", key, origin);

        assertThat(refused.uniform())
                .isEqualTo(guarded.get("/api/write/page", key, origin).uniform());
        assertThat(refused.headers("Access-Control-Expose-Headers")).isEmpty();
    }

    @Test
    void forwardFromOutside_isChargedOnce() {
        assertThat(guarded.get("/out/forward?to=/api/read/page", guarded.key("read"))
                        .status())
                .isEqualTo(200);
        assertThat(spent).hasValue(1);
    }
}
