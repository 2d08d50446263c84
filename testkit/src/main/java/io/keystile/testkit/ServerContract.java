package io.keystile.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.Keystile;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A server for each test, and how tests ask it. Not to be extended itself. */
abstract class ServerContract {
    @RegisterExtension
    final SecretCanary canary = SecretCanary.create();

    private @Nullable AdapterFixture service;
    private @Nullable ServerSetup setup;
    private @Nullable GuardedServer server;

    /** Starts a server with the adapter in front of the set-up's resources. */
    protected abstract GuardedServer start(Keystile keystile, ServerSetup setup);

    /** Whether the container's own checks are to be loosened as far as they go; false unless overridden. */
    protected boolean lenient() {
        return false;
    }

    /** Makes what serves tokens; null: OAuth2 is off. */
    @Nullable
    TokenService tokens(TokenSettings settings) {
        return null;
    }

    @BeforeEach
    void startServer() {
        startAt("");
    }

    void startAt(String contextPath) {
        stopServer();
        service = new AdapterFixture(canary, this::tokens);
        setup = new ServerSetup(contextPath, lenient(), service.resources(), service.tokens());
        server = start(service.keystile(), setup);
    }

    @AfterEach
    void stopServer() {
        if (server != null) {
            server.close();
            server = null;
            TokenService tokens = service().tokens();
            if (tokens != null) {
                tokens.close();
            }
        }
    }

    AdapterFixture service() {
        return Objects.requireNonNull(service);
    }

    ServerSetup setup() {
        return Objects.requireNonNull(setup);
    }

    int port() {
        return Objects.requireNonNull(server).port();
    }

    RawAnswer ask(String requestLine, String... headerLines) {
        return checked(RawHttp.ask(port(), requestLine, headerLines));
    }

    RawAnswer get(String path, String... headerLines) {
        return ask("GET " + path, headerLines);
    }

    RawAnswer checked(RawAnswer answer) {
        canary.check("an answer's headers", answer.headerLines());
        canary.check("an answer's body", answer.body());
        return answer;
    }

    /** Fails unless that resource has answered, for that principal. */
    static void assertServed(RawAnswer answer, String resource, String principal) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        assertThat(answer.header("X-Resource")).isEqualTo(resource);
        assertThat(answer.header("X-Principal")).isEqualTo(principal);
        assertThat(answer.header("X-Decision-Ref")).isNull();
    }

    /** Fails unless nothing has run, and all these answers are one, byte for byte. */
    void assertUniform(int status, List<RawAnswer> answers) {
        assertThat(setup().runs()).as("resources that ran").isZero();
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.uniform()).isEqualTo(answers.get(0).uniform());
        });
        assertThat(answers.get(0).header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answers.get(0).header("Cache-Control")).isEqualTo("no-store");
    }
}
