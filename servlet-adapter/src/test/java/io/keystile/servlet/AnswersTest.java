package io.keystile.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.Keystile;
import io.keystile.authn.Reason;
import io.keystile.authn.RefusedEvent;
import io.keystile.net.IpAddress;
import io.keystile.testkit.RawAnswer;
import io.keystile.testkit.RawHttp;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes out, byte by byte. */
@ParameterizedClass
@EnumSource(Container.class)
class AnswersTest {
    private final AtomicInteger served = new AtomicInteger();
    private final Keystile keystile = Keys.builder().build();
    private final WebServer server;

    AnswersTest(Container container) {
        server = container.start("", context -> {
            KeystileFilter.register(context, keystile, SessionUser.ofContainer(), "/api/*");
            Pages.add(context, "/api/*", (request, response) -> {
                served.incrementAndGet();
                response.getWriter().print(request.getMethod());
            });
        });
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void noCredential_isTheUniform401() {
        RawAnswer response = get("/api/read");

        assertThat(response.status()).isEqualTo(401);
        assertThat(response.body()).isEqualTo("{\"type\":\"about:blank\",\"title\":\"Unauthorized\",\"status\":401}");
        assertThat(response.headers("Content-Type")).containsExactly("application/problem+json");
        assertThat(response.headers("Cache-Control")).containsExactly("no-store");
        assertThat(response.headers("WWW-Authenticate")).containsExactly("Bearer realm=\"acme\"");
        assertThat(response.headers("Content-Length"))
                .containsExactly(Integer.toString(response.body().length()));
        assertThat(served).hasValue(0);
    }

    @Test
    void everyCauseOf401_hasTheSameBytes() {
        String key = Keys.issue(keystile, "read");
        String typo = key.substring(0, 15) + (key.charAt(15) == 'a' ? 'b' : 'a') + key.substring(16);

        assertThat(List.of(
                        get("/api/read", "X-API-Key: garbage").uniform(),
                        get("/api/read", "X-API-Key: " + typo).uniform(),
                        get("/api/read", "Authorization: Basic eDp5").uniform(),
                        get("/api/read", "X-API-Key: " + key, "Authorization: Bearer " + key)
                                .uniform(),
                        get(
                                        "/api/read",
                                        "X-API-Key: "
                                                + Keys.issue(Keys.builder().build(), "read"))
                                .uniform(),
                        get("/api/read", "X-API-Key: " + Keys.issueOfOtherPlane(keystile))
                                .uniform()))
                .containsOnly(get("/api/read").uniform());
    }

    @Test
    void everyCauseOf403_hasTheSameBytes() {
        String key = Keys.issue(keystile, "read");

        RawAnswer scope = get("/api/write", "X-API-Key: " + key);
        RawAnswer unmapped = get("/api/none", "X-API-Key: " + key);

        assertThat(scope.status()).isEqualTo(403);
        assertThat(scope.headers("WWW-Authenticate")).isEmpty();
        assertThat(unmapped.uniform()).isEqualTo(scope.uniform());
    }

    @Test
    void ownHeaders_comeInOrder() {
        RawAnswer response = get("/api/read");

        assertThat(response.headerLines().stream()
                        .map(line -> line.substring(0, line.indexOf(':')))
                        .filter(List.of("Cache-Control", "WWW-Authenticate", "X-Decision-Ref")::contains))
                .containsExactly("Cache-Control", "WWW-Authenticate", "X-Decision-Ref");
    }

    @Test
    void reference_isResolvedForTheOperator() {
        RawAnswer response = get("/api/read");
        Optional<RefusedEvent> event = Optional.ofNullable(
                keystile.explain(response.headers("X-Decision-Ref").get(0)));

        assertThat(event.map(RefusedEvent::reason)).contains(Reason.NO_CREDENTIAL);
        assertThat(event.map(RefusedEvent::address)).contains(Objects.requireNonNull(IpAddress.parse("127.0.0.1")));
    }

    @Test
    void head_hasTheHeadersOfGetAndNoBody() {
        RawAnswer get = get("/api/read");
        try (RawHttp http = RawHttp.connect(server.port())) {
            RawAnswer head =
                    http.send(RawHttp.head("HEAD /api/read", List.of())).read(true);

            assertThat(head.uniform()).isEqualTo(get.uniformHead());
            assertThat(http.isClosedByServer())
                    .as("nothing follows the header lines")
                    .isTrue();
        }
    }

    @Test
    void granted_isServed() {
        RawAnswer response = get("/api/read", "X-API-Key: " + Keys.issue(keystile, "read"));

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.headers("Access-Control-Allow-Origin")).isEmpty();
        assertThat(served).hasValue(1);
    }

    private RawAnswer get(String target, String... headers) {
        return RawHttp.ask(server.port(), "GET " + target, headers);
    }
}
