package io.keystile.examples.directdebit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Requests to a server. */
final class Client {
    private final String origin;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Client(String origin) {
        this.origin = origin;
    }

    Reply get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    Reply post(String path, String body, String... headers) {
        return send("POST", path, body, headers);
    }

    Reply post(String path, byte[] body, String... headers) {
        return exchange("POST", path, BodyPublishers.ofByteArray(body), headers);
    }

    Reply send(String method, String path, @Nullable String body, String... headers) {
        return exchange(method, path, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body), headers);
    }

    private Reply exchange(String method, String path, BodyPublisher body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(origin + path)).method(method, body);
        if (body.contentLength() != 0 && !List.of(headers).contains("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return Reply.of(http.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The cookie line of a new session: the header's name, and its value. */
    String[] login(String username, String password) {
        Reply reply = post("/login", "{\"username\":\"" + username + "\",\"password\":\"" + password + "\"}");
        String cookie = reply.header("set-cookie");
        return new String[] {"Cookie", cookie.substring(0, cookie.indexOf(';'))};
    }
}
