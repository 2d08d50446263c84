package io.keystile.examples.mandateapi;

import io.keystile.Keystile;
import io.keystile.credential.Actor;
import io.keystile.credential.Credential;
import io.keystile.credential.CredentialId;
import io.keystile.examples.common.CredentialView;
import io.keystile.examples.common.Databases;
import io.keystile.examples.common.OnceOnly;
import io.keystile.examples.common.ProblemException;
import io.keystile.examples.common.Transactions;
import io.keystile.examples.mandateapi.registry.Client;
import io.keystile.examples.mandateapi.registry.Registry;
import io.keystile.key.Environment;
import io.keystile.lifecycle.CredentialLifecycle;
import io.keystile.lifecycle.NotFoundException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Credentials and registry of both environments. Live and sandbox are two databases, and no transaction sees both. */
final class Platform {
    private final Databases databases;
    private final Keystile keystile;
    private final InstantSource clock;
    private final OnceOnly onceOnly;

    Platform(Databases databases, Keystile keystile, InstantSource clock) {
        this.databases = databases;
        this.keystile = keystile;
        this.clock = clock;
        this.onceOnly = new OnceOnly(databases, clock);
    }

    Instant now() {
        return clock.instant();
    }

    OnceOnly onceOnly() {
        return onceOnly;
    }

    CredentialLifecycle credentials(Environment environment, Actor actor) {
        return keystile.credentials(environment).actingAs(actor);
    }

    /** All that {@code work} writes into the registry, or nothing if it throws. */
    <T extends @Nullable Object> T inTransaction(Environment environment, Function<Registry, T> work) {
        return Transactions.run(databases.of(environment), connection -> work.apply(new Registry(connection)));
    }

    /** Where a client is; 404 if nowhere. */
    Environment environmentOf(String client) {
        for (Environment environment : Environment.values()) {
            if (inTransaction(environment, registry -> registry.client(client)) != null) {
                return environment;
            }
        }
        throw ProblemException.notFound();
    }

    Client client(Environment environment, String id) {
        return found(inTransaction(environment, registry -> registry.client(id)));
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

    CredentialView view(Credential credential) {
        return CredentialView.of(keystile.credentials(credential.environment()), credential, now());
    }

    List<CredentialView> views(Environment environment, List<Credential> credentials) {
        return CredentialView.all(keystile.credentials(environment), credentials, now());
    }

    /** What is there; 404 for null, whether it is another's or nobody's. */
    static <T> T found(@Nullable T record) {
        if (record == null) {
            throw ProblemException.notFound();
        }
        return record;
    }
}
