package io.keystile.examples.mandateapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.keystile.examples.common.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A server of its own for a test class, and requests to it. */
final class Service implements AutoCloseable {
    final MandateApiServer server;
    final String adminKey;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Service(Options options, String adminKey) {
        this.adminKey = adminKey;
        try {
            server = MandateApiServer.start(options, InstantSource.system());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With databases of its own, in memory. */
    static Service start(String... flags) {
        Options options = onFreePort(flags);
        return new Service(options, Objects.requireNonNull(options.madeAdminKey()));
    }

    /** With an operator's key that the flags name. */
    static Service over(String adminKey, String... flags) {
        return new Service(onFreePort(flags), adminKey);
    }

    private static Options onFreePort(String... flags) {
        List<String> all = new ArrayList<>(List.of(flags));
        all.add("--port=0");
        if (all.stream().noneMatch(flag -> flag.startsWith("--max-staleness"))) {
            all.add("--max-staleness=30s"); // or a machine that stands still for a moment makes an outage
        }
        return Options.parse(all.toArray(new String[0]));
    }

    /** An answer. */
    record Reply(int status, HttpResponse<byte[]> response) {
        JsonNode json() {
            return Json.parse(response.body());
        }

        String text() {
            return new String(response.body(), StandardCharsets.UTF_8);
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        Reply expect(int expected) {
            if (status != expected) {
                throw new AssertionError("expected " + expected + ", got " + status + ": " + text());
            }
            return this;
        }
    }

    Reply send(String method, String path, @Nullable String body, String... headers) {
        return exchange(method, path, "application/json", body, headers);
    }

    private Reply exchange(String method, String path, String type, @Nullable String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.origin() + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", type);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
            return new Reply(response.statusCode(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    Reply admin(String method, String path, @Nullable String body, String... headers) {
        String[] all = new String[headers.length + 2];
        all[0] = "X-Admin-Key";
        all[1] = adminKey;
        System.arraycopy(headers, 0, all, 2, headers.length);
        return send(method, "/api/v1/admin" + path, body, all);
    }

    Reply with(String key, String method, String path, @Nullable String body) {
        return send(method, path, body, "X-API-Key", key);
    }

    Reply form(String path, String form, String... headers) {
        return exchange("POST", path, "application/x-www-form-urlencoded", form, headers);
    }

    Reply byToken(String token, String method, String path, @Nullable String body) {
        return send(method, path, body, "Authorization", "Bearer " + token);
    }

    /** What a principal's key is changed for. */
    Reply askForToken(String principal, String key, String more) {
        return form(
                "/oauth/token",
                "grant_type=client_credentials&client_id=" + principal + "&client_secret=" + key + more);
    }

    /** An access token of a principal that was made just now, or of a key of the same. */
    String token(JsonNode issued, String key, String more) {
        return askForToken(owner(issued), key, more)
                .expect(200)
                .json()
                .path("access_token")
                .textValue();
    }

    String token(JsonNode issued) {
        return token(issued, key(issued), "");
    }

    /** A new client: what making it answers. */
    JsonNode client(String environment, String rest) {
        return admin("POST", "/clients", "{\"name\":\"Acme\",\"environment\":\"" + environment + "\"" + rest + "}")
                .expect(201)
                .json();
    }

    /** A new principal of the client with that key. */
    JsonNode principal(String clientKey, String rest) {
        return with(clientKey, "POST", "/api/v1/principals", "{\"name\":\"Pat\"" + rest + "}")
                .expect(201)
                .json();
    }

    static String key(JsonNode issued) {
        return issued.path("api_key").textValue();
    }

    static String credential(JsonNode issued) {
        return issued.at("/credential/id").textValue();
    }

    static String owner(JsonNode issued) {
        return issued.at("/credential/owner").textValue();
    }

    @Override
    public void close() {
        server.close();
    }
}
