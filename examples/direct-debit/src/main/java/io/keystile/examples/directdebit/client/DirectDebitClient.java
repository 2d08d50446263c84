package io.keystile.examples.directdebit.client;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Calls procedures with an API key, and tries again, later and later, where the service says 429 or 503. Both say that
 * nothing has run, so that a mutation may be repeated too. Safe for all threads.
 */
public final class DirectDebitClient {
    private static final int MAX_ATTEMPTS = 6;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final URI service;
    private final String key;
    private final Backoff backoff;
    private final Sleeper sleeper;
    private final InstantSource clock;

    /** Waits; a test's only writes down for how long. */
    @FunctionalInterface
    interface Sleeper {
        void sleep(Duration duration) throws InterruptedException;
    }

    DirectDebitClient(URI service, String key, Backoff backoff, Sleeper sleeper, InstantSource clock) {
        this.service = service;
        this.key = key;
        this.backoff = backoff;
        this.sleeper = sleeper;
        this.clock = clock;
    }

    /** A client of the service at that address, such as {@code http://127.0.0.1:8080}. */
    public static DirectDebitClient of(URI service, String key) {
        Backoff backoff = new Backoff(
                Duration.ofMillis(200),
                Duration.ofSeconds(20),
                () -> ThreadLocalRandom.current().nextDouble());
        return new DirectDebitClient(
                service, key, backoff, wait -> Thread.sleep(wait.toMillis()), InstantSource.system());
    }

    /** The answer to a query; {@code input} is JSON, null for none. */
    public HttpResponse<String> query(String procedure, @Nullable String input)
            throws IOException, InterruptedException {
        String query = input == null ? "" : "?input=" + URLEncoder.encode(input, StandardCharsets.UTF_8);
        return send(request("/api/trpc/" + procedure + query).GET().build());
    }

    /** The answer to a mutation; {@code input} is JSON. */
    public HttpResponse<String> mutate(String procedure, String input) throws IOException, InterruptedException {
        return send(request("/api/trpc/" + procedure)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(input))
                .build());
    }

    private HttpRequest.Builder request(String pathAndQuery) {
        return HttpRequest.newBuilder(service.resolve(pathAndQuery))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + key);
    }

    /** The last answer, be it good or not, once it is no 429 or 503, or there is no use in waiting. */
    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            boolean busy = answer.statusCode() == 429 || answer.statusCode() == 503;
            if (!busy || attempt == MAX_ATTEMPTS) {
                return answer;
            }
            Duration asked = answer.headers()
                    .firstValue("Retry-After")
                    .map(value -> RetryAfter.parse(value, clock.instant()))
                    .orElse(null);
            Duration wait = backoff.after(attempt, asked);
            if (wait.compareTo(LONGEST_WAIT) > 0) {
                return answer;
            }
            sleeper.sleep(wait);
        }
    }

    /** {@code DD_API_KEY=dd_live_… java -cp direct-debit.jar …DirectDebitClient http://127.0.0.1:8080 mandates.list}. */
    public static void main(String[] args) throws IOException, InterruptedException {
        // From the environment: a command line can be read by every user of the machine.
        String key = System.getenv("DD_API_KEY");
        if (key == null || args.length < 2 || args.length > 3) {
            System.err.println("usage: DD_API_KEY=KEY … DirectDebitClient URL QUERY [INPUT]");
            System.exit(2);
            return;
        }
        HttpResponse<String> answer = of(URI.create(args[0]), key).query(args[1], args.length == 3 ? args[2] : null);
        System.out.println(answer.statusCode() + " " + answer.body());
    }
}
