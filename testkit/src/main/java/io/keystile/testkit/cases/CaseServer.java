package io.keystile.testkit.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.testkit.GuardedServer;
import io.keystile.testkit.RawAnswer;
import io.keystile.testkit.RawHttp;
import io.keystile.testkit.SecretCanary;
import io.keystile.testkit.ServerSetup;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A server that rows are run against, and the uniform answers that it gives. */
final class CaseServer implements AutoCloseable {
    private final CaseFixture fixture;
    private final ServerSetup setup;
    private final GuardedServer server;
    private final SecretCanary canary;
    private final @Nullable CaseTokens tokens;
    private final Map<String, RawAnswer> uniform = new HashMap<>();

    CaseServer(CaseFixture fixture, ServerSetup setup, GuardedServer server, SecretCanary canary) {
        this(fixture, setup, server, canary, null);
    }

    /** @param signing what its tokens are signed by; null: it makes none */
    CaseServer(
            CaseFixture fixture,
            ServerSetup setup,
            GuardedServer server,
            SecretCanary canary,
            @Nullable Signing signing) {
        this.fixture = fixture;
        this.setup = setup;
        this.server = server;
        this.canary = canary;
        this.tokens = signing == null
                ? null
                : new CaseTokens(signing.algorithm(), signing.keys(), fixture, server.port(), setup.contextPath());
    }

    /** An algorithm with the server's key. */
    record Signing(String algorithm, JwtKeys keys) {}

    /** Null: OAuth2 is off. */
    @Nullable
    CaseTokens tokens() {
        return tokens;
    }

    int port() {
        return server.port();
    }

    CaseFixture fixture() {
        return fixture;
    }

    ServerSetup setup() {
        return setup;
    }

    /** Asks, checks that no secret comes back, and that the server did not break. */
    Asked ask(String method, String target, List<String> headerLines, String body) {
        int before = setup.runs();
        List<String> lines = new ArrayList<>(headerLines);
        if (!body.isEmpty() && !names(lines, "Content-Length") && !names(lines, "Transfer-Encoding")) {
            lines.add("Content-Length: " + body.length());
        }
        RawAnswer answer = RawHttp.ask(server.port(), method + " " + target, lines, body);
        canary.check("the answer to " + method, answer.headerLines());
        canary.check("the answer's body to " + method, answer.body());
        return new Asked(answer, setup.runs() - before);
    }

    Asked ask(String method, String target, String... headerLines) {
        return ask(method, target, List.of(headerLines), "");
    }

    private static boolean names(List<String> lines, String header) {
        String start = header.toLowerCase(Locale.ROOT) + ":";
        return lines.stream().anyMatch(line -> line.toLowerCase(Locale.ROOT).startsWith(start));
    }

    /** Fails unless the answer is, byte for byte, what anyone gets with that status. */
    void checkUniform(RawAnswer answer, String method) {
        RawAnswer wanted = uniform.computeIfAbsent(
                answer.status() + (method.equals("HEAD") ? method : ""), status -> reference(answer.status(), method));
        assertThat(answer.uniform()).as("the uniform %d", answer.status()).isEqualTo(wanted.uniform());
    }

    private RawAnswer reference(int status, String method) {
        String by = method.equals("HEAD") ? "HEAD" : "GET";
        String path = setup.contextPath() + "/api/v1/authorize/1";
        RawAnswer reference = status == 401
                ? RawHttp.ask(server.port(), by + " " + path)
                : RawHttp.ask(
                        server.port(),
                        by + " " + path,
                        "X-API-Key: " + fixture.issue(List.of()).key().reveal());
        assertThat(reference.status()).as("the reference of %d", status).isEqualTo(status);
        assertThat(reference.header("X-Decision-Ref")).isNotNull();
        return reference;
    }

    @Override
    public void close() {
        server.close();
        fixture.keystile().close();
        if (setup.tokens() != null) {
            setup.tokens().close();
        }
    }

    /**
     * What came back.
     *
     * @param runs how many resources ran for it
     */
    record Asked(RawAnswer answer, int runs) {
        int status() {
            return answer.status();
        }

        /** Which resource says that it answered; empty for none. */
        String resource() {
            String resource = answer.header("X-Resource");
            return resource == null ? "" : resource;
        }

        String header(String name) {
            String value = answer.header(name);
            return value == null ? "" : value;
        }
    }
}
