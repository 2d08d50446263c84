package io.keystile.examples.directdebit.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a server that answers what it is told, with waits that are written down and not waited for. */
class DirectDebitClientTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private final Deque<String> answers = new ArrayDeque<>();
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final List<Duration> waits = new ArrayList<>();
    private HttpServer server;
    private DirectDebitClient client;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.getRequestBody().readAllBytes();
            String answer = answers.size() > 1 ? answers.removeFirst() : answers.getFirst();
            int blank = answer.indexOf(' ');
            if (blank > 0) {
                exchange.getResponseHeaders().add("Retry-After", answer.substring(blank + 1));
            }
            exchange.sendResponseHeaders(Integer.parseInt(answer.substring(0, 3)), -1);
            exchange.close();
        });
        server.start();
        URI service = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        Backoff backoff = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(2), () -> 0.5);
        client = new DirectDebitClient(service, "dd_live_x", backoff, waits::add, () -> NOW);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void good_calledOnce_withTheKeyAsBearer() throws Exception {
        answers.add("200");

        assertThat(client.query("mandates.get", "{\"id\":\"m 1\"}").statusCode())
                .isEqualTo(200);

        assertThat(requests)
                .containsExactly("GET /api/trpc/mandates.get?input=%7B%22id%22%3A%22m+1%22%7D Bearer dd_live_x");
        assertThat(waits).isEmpty();
    }

    @Test
    void busy_triedAgainLaterAndLater_untilServed() throws Exception {
        answers.addAll(List.of("429", "503", "429", "200"));

        assertThat(client.mutate("mandates.cancel", "{}").statusCode()).isEqualTo(200);

        assertThat(waits).containsExactly(Duration.ofMillis(100), Duration.ofMillis(200), Duration.ofMillis(400));
        assertThat(requests).hasSize(4).allMatch(r -> r.startsWith("POST "));
    }

    @Test
    void alwaysBusy_givesUpAfterSixAttempts() throws Exception {
        answers.add("503");

        HttpResponse<String> answer = client.query("mandates.list", null);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(requests).hasSize(6);
        assertThat(waits).hasSize(5).endsWith(Duration.ofSeconds(1));
    }

    @Test
    void retryAfter_isTheLeastWait() throws Exception {
        answers.addAll(List.of("429 7", "503 Sun, 22 Nov 2026 12:00:30 GMT", "429 nonsense", "200"));

        client.query("mandates.list", null);

        assertThat(waits).containsExactly(Duration.ofMillis(7_100), Duration.ofMillis(30_200), Duration.ofMillis(400));
    }

    @Test
    void retryAfterTooFarOff_handedBackAtOnce() throws Exception {
        answers.add("503 86400");

        assertThat(client.query("mandates.list", null).statusCode()).isEqualTo(503);

        assertThat(requests).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"400", "401", "403", "404", "409", "500"})
    void otherRefusals_notTriedAgain(String status) throws Exception {
        answers.add(status);

        client.query("mandates.list", null);

        assertThat(requests).hasSize(1);
    }

    @Test
    void jitter_isFull_andBounded() {
        Backoff least = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(2), () -> 0);
        Backoff most = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(2), () -> 1);

        assertThat(least.after(5, null)).isZero();
        assertThat(most.after(1, null)).isEqualTo(Duration.ofMillis(200));
        assertThat(most.after(1_000, null)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void retryAfterInThePast_isNow() {
        assertThat(RetryAfter.parse("Sun, 22 Nov 2026 11:59:00 GMT", NOW)).isZero();
        assertThat(RetryAfter.parse("-5", NOW)).isNull();
        assertThat(RetryAfter.parse("99999999999999999999", NOW)).isNull();
    }
}
