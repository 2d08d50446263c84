package io.keystile.lifecycle;

import io.keystile.credential.Access;
import io.keystile.credential.Actor;
import io.keystile.credential.Credential;
import io.keystile.credential.CredentialId;
import io.keystile.credential.LifecycleEvent;
import io.keystile.key.ApiKey;
import io.keystile.key.Environment;
import io.keystile.key.KeyFormat;
import io.keystile.key.KeyHash;
import io.keystile.net.IpAddress;
import io.keystile.store.CredentialStore;
import io.keystile.store.InMemoryCredentialStore;
import io.keystile.store.KeyMatch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A lifecycle over a store in memory, with its clock at hand. */
final class Desk {
    static final Actor JO = new Actor("operator:jo", IpAddress.parse("192.0.2.7"));
    static final Duration HOUR = Duration.ofHours(1);

    final ManualClock clock = new ManualClock();
    final InMemoryCredentialStore store = new InMemoryCredentialStore();
    final CredentialLifecycle lifecycle;
    private final LifecycleLimits limits;

    Desk() {
        this(LifecycleLimits.defaults());
    }

    Desk(LifecycleLimits limits) {
        this.limits = limits;
        this.lifecycle = lifecycleOver(store);
    }

    /** A second lifecycle, over a store that does something of its own to this one's. */
    CredentialLifecycle lifecycleOver(CredentialStore other) {
        LifecycleSetup setup = new LifecycleSetup(Environment.SANDBOX, KeyFormat.withPrefix("acme"), clock, limits);
        return new CredentialLifecycle(setup, other, JO);
    }

    static NewCredential asked() {
        return NewCredential.principal("prn_7", "cli_1").access(Access.only("a:read", "a:write"));
    }

    IssuedKey issued() {
        return lifecycle.issue(asked());
    }

    CredentialId id() {
        return issued().credential().id();
    }

    /** One whose life ends in so long. */
    IssuedKey issuedFor(Duration life) {
        return lifecycle.issue(asked().expiresAt(now().plus(life)));
    }

    Instant now() {
        return clock.instant();
    }

    Credential stored(CredentialId id) {
        return lifecycle.get(id);
    }

    @Nullable
    KeyMatch match(ApiKey key) {
        return store.findByKey(KeyHash.of(key));
    }

    KeyMatch found(ApiKey key) {
        return Objects.requireNonNull(match(key));
    }

    /** Whether a look-up finds the key, and the key is inside its time. */
    boolean works(ApiKey key) {
        KeyMatch match = match(key);
        return match != null && match.key().isValidAt(now());
    }

    List<LifecycleEvent> events(CredentialId id) {
        return lifecycle.events(id, 100);
    }
}
