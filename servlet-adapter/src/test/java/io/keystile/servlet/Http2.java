package io.keystile.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * A client of one HTTP/2 connection over cleartext, opened by an upgrade; an answer in another version fails. The request
 * that upgrades is one that no test asks about, since it came as HTTP/1.1.
 */
final class Http2 {
    /** Fields that are one version's alone. */
    private static final Set<String> OF_THE_CONNECTION = Set.of(":status", "connection", "keep-alive");

    private final HttpClient client;
    private final HttpClient.Version version;
    private final int port;

    private Http2(int port, HttpClient.Version version) {
        this.port = port;
        this.version = version;
        this.client = HttpClient.newBuilder().version(version).build();
    }

    static Http2 connect(int port) {
        Http2 http = new Http2(port, HttpClient.Version.HTTP_2);
        http.send("GET", "/");
        return http;
    }

    /** The same client in the version before, to compare with. */
    static Http2 older(int port) {
        return new Http2(port, HttpClient.Version.HTTP_1_1);
    }

    Answer get(String target, String... headers) {
        return send("GET", target, headers);
    }

    /** Sends header lines, each a field of its own. */
    Answer send(String method, String target, String... headers) {
        return sending(method, target, "", headers).join();
    }

    /** Sends a request, with a body if there is one to send, without waiting for the answer. */
    CompletableFuture<Answer> sending(String method, String target, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + target))
                .timeout(Duration.ofSeconds(60))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        for (String header : headers) {
            int colon = header.indexOf(':');
            request.header(
                    header.substring(0, colon), header.substring(colon + 1).strip());
        }
        return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
                .thenApply(this::answer);
    }

    private Answer answer(HttpResponse<String> response) {
        assertThat(response.version()).isEqualTo(version);
        Map<String, List<String>> headers = new TreeMap<>();
        response.headers().map().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
        headers.keySet().removeAll(OF_THE_CONNECTION);
        return new Answer(response.statusCode(), headers, response.body());
    }

    /** What came back, with names in lower case. */
    record Answer(int status, Map<String, List<String>> headers, String body) {
        /** The same without what differs between any two answers: the values of the date and the reference. */
        Answer uniform() {
            Map<String, List<String>> same = new TreeMap<>(headers);
            same.remove("date");
            same.computeIfPresent("x-decision-ref", (name, values) -> List.of(values.size() + " reference"));
            return new Answer(status, same, body);
        }
    }
}
