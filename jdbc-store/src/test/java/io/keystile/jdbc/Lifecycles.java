package io.keystile.jdbc;

import io.keystile.credential.Access;
import io.keystile.credential.Actor;
import io.keystile.key.Environment;
import io.keystile.key.KeyFormat;
import io.keystile.lifecycle.CredentialLifecycle;
import io.keystile.lifecycle.LifecycleLimits;
import io.keystile.lifecycle.LifecycleSetup;
import io.keystile.lifecycle.NewCredential;
import io.keystile.store.CredentialStore;
import java.time.InstantSource;

/** Lifecycles over stores of tests, and what they issue. */
final class Lifecycles {
    private Lifecycles() {}

    static CredentialLifecycle over(CredentialStore store) {
        return of(Environment.LIVE, store);
    }

    static CredentialLifecycle of(Environment environment, CredentialStore store) {
        LifecycleSetup setup = new LifecycleSetup(
                environment, KeyFormat.withPrefix("dd"), InstantSource.system(), LifecycleLimits.defaults());
        return new CredentialLifecycle(setup, store, Actor.application());
    }

    static NewCredential principal(String tenant) {
        return NewCredential.principal("prn_1", tenant).access(Access.only("mandates:read"));
    }
}
