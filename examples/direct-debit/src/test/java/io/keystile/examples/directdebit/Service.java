package io.keystile.examples.directdebit;

import com.fasterxml.jackson.databind.JsonNode;
import io.keystile.testkit.ManualTime;
import io.keystile.testkit.RawAnswer;
import io.keystile.testkit.RawHttp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A server of its own for a test class, and requests to it. Alice is of org_a, Bob of org_b. */
final class Service implements AutoCloseable {
    // Hashing passwords is slow on purpose, and no test is about that.
    private static final Users USERS =
            Users.hashedCheaply(1).with(new User("alice", "org_a"), "pa").with(new User("bob", "org_b"), "pb");

    final ManualTime clock = ManualTime.at(Instant.parse("2026-11-22T12:00:00Z"));
    final DirectDebitServer server;
    private final Client client;

    private Service(String... flags) {
        Options flagged = Options.parse(patient(flags));
        try {
            server = DirectDebitServer.start(
                    new Options(flagged.common().onFreePort(), USERS), clock, store -> StoreTime.of(store, clock));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        client = new Client(server.origin());
    }

    /** With a promise so long that a machine that stands still for a moment makes no outage. */
    static String[] patient(String... flags) {
        String[] all = Arrays.copyOf(flags, flags.length + 1);
        all[flags.length] = "--max-staleness=30s";
        return all;
    }

    static Service start(String... flags) {
        return new Service(flags);
    }

    Reply get(String path, String... headers) {
        return client.get(path, headers);
    }

    Reply post(String path, String body, String... headers) {
        return client.post(path, body, headers);
    }

    Reply post(String path, byte[] body, String... headers) {
        return client.post(path, body, headers);
    }

    Reply send(String method, String path, @Nullable String body, String... headers) {
        return client.send(method, path, body, headers);
    }

    /** What no client library would send, byte by byte as written. */
    RawAnswer raw(String request) {
        try (RawHttp socket = RawHttp.connect(URI.create(server.origin()).getPort())) {
            return socket.send(request).read(false);
        }
    }

    String[] login(String username, String password) {
        return client.login(username, password);
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
