package io.keystile.examples.directdebit;

import com.fasterxml.jackson.databind.JsonNode;
import io.keystile.testkit.ManualTime;
import io.keystile.testkit.RawAnswer;
import io.keystile.testkit.RawHttp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A server of its own for a test class, and requests to it. Alice is of org_a, Bob of org_b. */
final class Service implements AutoCloseable {
    // Hashing passwords is slow on purpose, and no test is about that.
    private static final Users USERS =
            Users.hashedCheaply(1).with(new User("alice", "org_a"), "pa").with(new User("bob", "org_b"), "pb");

    final ManualTime clock = ManualTime.at(Instant.parse("2026-11-22T12:00:00Z"));
    final DirectDebitServer server;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Service(String... flags) {
        Options flagged = Options.parse(flags);
        try {
            server = DirectDebitServer.start(new Options(flagged.common().onFreePort(), USERS), clock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Service start(String... flags) {
        return new Service(flags);
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

    /** What no client library would send, byte by byte as written. */
    RawAnswer raw(String request) {
        try (RawHttp socket = RawHttp.connect(URI.create(server.origin()).getPort())) {
            return socket.send(request).read(false);
        }
    }

    private Reply exchange(String method, String path, BodyPublisher body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(server.origin() + path)).method(method, body);
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

    String[] alice() {
        return login("alice", "pa");
    }

    String[] bob() {
        return login("bob", "pb");
    }

    /** What issuing answers. */
    JsonNode issue(String[] session, String body) {
        Reply reply = post("/api/keys", body, session);
        if (reply.status() != 201) {
            throw new IllegalStateException(reply.toString());
        }
        return reply.json();
    }

    static String[] bearer(JsonNode issued) {
        return new String[] {"Authorization", "Bearer " + issued.path("api_key").textValue()};
    }

    static String path(JsonNode issued, String step) {
        return "/api/keys/" + issued.at("/credential/id").textValue() + "/" + step;
    }

    @Override
    public void close() {
        server.close();
    }
}
