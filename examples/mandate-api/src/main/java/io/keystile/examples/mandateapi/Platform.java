package io.keystile.examples.mandateapi;

import io.keystile.Keystile;
import io.keystile.credential.Actor;
import io.keystile.credential.Credential;
import io.keystile.credential.CredentialId;
import io.keystile.examples.common.CredentialView;
import io.keystile.examples.common.Databases;
import io.keystile.examples.common.ProblemException;
import io.keystile.examples.mandateapi.registry.Client;
import io.keystile.examples.mandateapi.registry.Registry;
import io.keystile.jdbc.Idempotency;
import io.keystile.jdbc.IdempotentRequest;
import io.keystile.key.Environment;
import io.keystile.lifecycle.CredentialLifecycle;
import io.keystile.lifecycle.NotFoundException;
import io.keystile.store.StoreUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Credentials and registry of both environments. Live and sandbox are two databases, and no transaction sees both. */
final class Platform {
    private final Databases databases;
    private final Keystile keystile;
    private final InstantSource clock;
    private final Idempotency idempotency;

    Platform(Databases databases, Keystile keystile, InstantSource clock) {
        this.databases = databases;
        this.keystile = keystile;
        this.clock = clock;
        this.idempotency = new Idempotency(clock);
    }

    /** One transaction's view of an environment. */
    record Work(Registry registry, CredentialLifecycle credentials, Connection connection) {}

    void install() {
        for (Environment environment : Environment.values()) {
            reading(environment, registry -> {
                registry.install();
                return registry;
            });
        }
    }

    Instant now() {
        return clock.instant();
    }

    Idempotency idempotency() {
        return idempotency;
    }

    CredentialLifecycle credentials(Environment environment, Actor actor) {
        return keystile.credentials(environment).actingAs(actor);
    }

    /** All that {@code work} writes, or nothing if it throws. */
    <T> T inTransaction(Environment environment, Actor actor, Function<Work, T> work) {
        return databases
                .store(environment)
                .inTransaction(
                        credentials(environment, actor),
                        (connection, credentials) ->
                                work.apply(new Work(new Registry(connection), credentials, connection)));
    }

    /** Without a transaction: for what is one statement. */
    <T> T reading(Environment environment, Function<Registry, T> work) {
        try (Connection connection = databases.of(environment).getConnection()) {
            return work.apply(new Registry(connection));
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    /** Where a client is; 404 if nowhere. */
    Environment environmentOf(String client) {
        for (Environment environment : Environment.values()) {
            if (reading(environment, registry -> registry.client(client) != null)) {
                return environment;
            }
        }
        throw ProblemException.notFound();
    }

    Client client(Environment environment, String id) {
        return found(reading(environment, registry -> registry.client(id)));
    }

    /** Where a credential is; 404 if nowhere. */
    Environment environmentOf(CredentialId id) {
        for (Environment environment : Environment.values()) {
            try {
                return keystile.credentials(environment).get(id).environment();
            } catch (NotFoundException e) {
                // Then it may be in the other one.
            }
        }
        throw ProblemException.notFound();
    }

    /** Whether a request with that key was carried out there. */
    boolean knows(Environment environment, IdempotentRequest request) {
        try (Connection connection = databases.of(environment).getConnection()) {
            return idempotency.knows(connection, request);
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    /** A credential that was made this moment, and never used. */
    CredentialView fresh(Credential credential) {
        return CredentialView.of(credential, now(), null);
    }

    CredentialView view(Credential credential) {
        return views(credential.environment(), List.of(credential)).get(0);
    }

    List<CredentialView> views(Environment environment, List<Credential> credentials) {
        Map<CredentialId, Instant> used = keystile.credentials(environment)
                .lastUsed(credentials.stream().map(Credential::id).toList());
        return credentials.stream()
                .map(c -> CredentialView.of(c, now(), used.get(c.id())))
                .toList();
    }

    /** What is there; 404 for null, whether it is another's or nobody's. */
    static <T> T found(@Nullable T record) {
        if (record == null) {
            throw ProblemException.notFound();
        }
        return record;
    }

    private static StoreUnavailableException unavailable(SQLException e) {
        return new StoreUnavailableException(
                "the registry's database can't be asked (SQLSTATE " + e.getSQLState() + ")");
    }
}
