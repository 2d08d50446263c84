package io.keystile.examples.directdebit;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.testkit.RawAnswer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the container says by itself looks like what the guard says, and tells nothing of the container. */
class ContainerAnswersTest {
    private static Service service;

    @BeforeAll
    static void start() {
        service = Service.start();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/%2e%2e/health",
                "/api/../health",
                "/api//trpc",
                "/api/trpc%2Fmandates.list",
                "/api/a%ZZ",
                "/api/%00",
                "/api/trpc;x/mandates.list",
                "/api/trpc/mandates.list;x",
                "/a\\b",
                "/%C0%AE",
                "nothing",
                "/api/trpc/mandates%2Elist"
            })
    void targetWithoutOneReading_getsTheUniform400(String target) {
        RawAnswer answer = service.raw("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n");

        assertUniform400(answer);
        assertThat(answer.uniform()).doesNotContainIgnoringCase("server:").doesNotContainIgnoringCase("jetty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bad Header: x", "Host: other", "Content-Length: x", " folded", "Nothing"})
    void badHeader_getsTheSame400(String line) {
        assertUniform400(service.raw("GET /health HTTP/1.1\r\nHost: localhost\r\n" + line + "\r\n\r\n"));
    }

    @Test
    void hugeHeader_refused() {
        RawAnswer answer =
                service.raw("GET /health HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(20_000) + "\r\n\r\n");

        assertThat(answer.status()).isEqualTo(431);
        assertThat(answer.headers("Content-Type")).containsExactly("application/problem+json");
    }

    @Test
    void unknownPathOutsideTheApi_sameForEveryMethod() {
        String expected = service.get("/nope").uniform();

        assertThat(expected).startsWith("404 ").contains("application/problem+json");
        for (String method : List.of("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE")) {
            assertThat(service.send(method, "/some/other", null).uniform()).isEqualTo(expected);
        }
    }

    @Test
    void trace_echoesNothing() {
        Reply reply = service.send("TRACE", "/health", null, "X-Secret", "canary");

        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.header("allow")).isEqualTo("GET, HEAD");
        assertThat(reply.body()).doesNotContain("canary");
    }

    @Test
    void health_isOpen() {
        assertThat(service.get("/health").json().path("served_by").textValue()).isEqualTo("health");
    }

    @Test
    void behindProxies_addressIsTheForwardedOne() {
        try (Service behind = Service.start("--trusted-proxies", "127.0.0.1", "--forwarded-header=forwarded")) {
            String[] key = Service.bearer(behind.issue(
                    behind.alice(), "{\"scopes\":[\"mandates:read\"],\"ip_allowlist\":[\"203.0.113.7\"]}"));

            assertThat(status(behind, key, "Forwarded", "for=203.0.113.7")).isEqualTo(200);
            assertThat(status(behind, key, "Forwarded", "for=203.0.113.7, for=203.0.113.8"))
                    .isEqualTo(403);
            assertThat(status(behind, key, "X-Forwarded-For", "203.0.113.7")).isEqualTo(403);
        }
    }

    private static int status(Service behind, String[] key, String header, String value) {
        return behind.get("/api/trpc/mandates.list", key[0], key[1], header, value)
                .status();
    }

    private static void assertUniform400(RawAnswer answer) {
        assertThat(answer.uniform())
                .startsWith("HTTP/1.1 400 ")
                .contains("\nContent-Type: application/problem+json\nCache-Control: no-store\nx-decision-ref: ")
                .endsWith("\n\n{\"type\":\"about:blank\",\"title\":\"Bad Request\",\"status\":400}");
    }
}
