package io.keystile.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.credential.Credential;
import io.keystile.credential.LifecycleEvent;
import io.keystile.credential.LifecycleEvent.Kind;
import io.keystile.credential.Tenant;
import io.keystile.key.KeyHash;
import io.keystile.store.CredentialStore;
import io.keystile.store.KeyMatch;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The steps that tests of a store are made of, over a fresh one for each test. */
abstract class StoreSteps {
    @RegisterExtension
    final SecretCanary canary = SecretCanary.create();

    final StoreSamples samples = new StoreSamples(canary);
    private @Nullable CredentialStore fresh;

    /** A new store of live credentials with nothing in it. */
    protected abstract CredentialStore freshStore();

    /** Another object over the same data, as another process has one; the same object where there is none. */
    protected CredentialStore secondHandle(CredentialStore store) {
        return store;
    }

    @BeforeEach
    void takeFreshStore() {
        fresh = freshStore();
    }

    CredentialStore store() {
        return Objects.requireNonNull(fresh);
    }

    Credential inserted(String owner, String tenant) {
        Credential first = samples.credential(owner, tenant);
        assertThat(store().insert(first, samples.event(Kind.ISSUED, null, first)))
                .isTrue();
        return first;
    }

    Credential rotated(Credential before) {
        return replaced(before, samples::rotated, Kind.ROTATED);
    }

    Credential replaced(Credential before, UnaryOperator<Credential> step, Kind kind) {
        Credential next = step.apply(before);
        assertThat(store().replace(next, before, samples.event(kind, before, next)))
                .isTrue();
        return next;
    }

    Tenant suspend(String id) {
        Tenant before = Objects.requireNonNull(store().findTenant(id));
        Tenant next = before.withSuspended(true);
        assertThat(store().replace(next, before, samples.event(before, next))).isTrue();
        return next;
    }

    List<Kind> kinds(Credential credential) {
        return store().events(credential.id(), 100).stream()
                .map(LifecycleEvent::kind)
                .toList();
    }

    KeyMatch found(KeyHash hash) {
        return Objects.requireNonNull(store().findByKey(hash), "the key is found");
    }

    static KeyHash hash(Credential credential) {
        return credential.keys().current().hash();
    }
}
