package io.keystile.cli;

import io.keystile.credential.Actor;
import io.keystile.credential.Credential;
import io.keystile.jdbc.JdbcCredentialStore;
import io.keystile.key.KeyFormat;
import io.keystile.lifecycle.CredentialLifecycle;
import io.keystile.lifecycle.IssuedKey;
import io.keystile.lifecycle.LifecycleLimits;
import io.keystile.lifecycle.LifecycleSetup;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;

/** An open store, and the lifecycle over it. */
final class Work implements AutoCloseable {
    /** For what makes no keys: never written. */
    private static final KeyFormat UNUSED = KeyFormat.withPrefix("unused");

    private final JdbcCredentialStore store;
    private final CredentialLifecycle lifecycle;
    private final InstantSource clock;

    private Work(JdbcCredentialStore store, CredentialLifecycle lifecycle, InstantSource clock) {
        this.store = store;
        this.lifecycle = lifecycle;
        this.clock = clock;
    }

    static Work on(StoreOptions options, Surroundings around) {
        return on(options, UNUSED, around);
    }

    static Work on(StoreOptions options, KeyFormat format, Surroundings around) {
        LifecycleSetup setup =
                new LifecycleSetup(options.environment(), format, around.clock(), LifecycleLimits.defaults());
        Actor actor = options.actor();
        JdbcCredentialStore store = options.open(around);
        return new Work(store, new CredentialLifecycle(setup, store, actor), around.clock());
    }

    JdbcCredentialStore store() {
        return store;
    }

    CredentialLifecycle lifecycle() {
        return lifecycle;
    }

    CredentialLines lines(Collection<Credential> credentials) {
        return CredentialLines.of(lifecycle, credentials, clock.instant());
    }

    /** Tells of a new key. */
    void tell(Output output, IssuedKey issued) {
        output.key(lines(List.of(issued.credential())), issued);
    }

    @Override
    public void close() {
        store.close();
    }
}
