package io.keystile.testkit;

import io.keystile.credential.Access;
import io.keystile.credential.Actor;
import io.keystile.credential.Credential;
import io.keystile.credential.CredentialId;
import io.keystile.credential.CredentialKeys;
import io.keystile.credential.CredentialSettings;
import io.keystile.credential.CredentialState;
import io.keystile.credential.LifecycleEvent;
import io.keystile.credential.LifecycleEvent.Kind;
import io.keystile.credential.Plane;
import io.keystile.credential.StoredKey;
import io.keystile.credential.Tenant;
import io.keystile.key.Environment;
import io.keystile.key.KeyFormat;
import io.keystile.key.KeyGenerator;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records to store, each with a key of its own that is planted in a canary. */
final class StoreSamples {
    static final String MAKER = "operator:jo";
    static final KeyFormat FORMAT = KeyFormat.withPrefix("dd");

    private final ManualTime time = ManualTime.start();
    private final SecureRandom random = new SecureRandom();
    private final KeyGenerator keys = new KeyGenerator(random);
    private final SecretCanary canary;

    StoreSamples(SecretCanary canary) {
        this.canary = canary;
    }

    Instant now() {
        return time.instant();
    }

    /** Each of a later millisecond than the one before, so that ids are in order. */
    Credential credential(String owner, String tenant) {
        time.advance(Duration.ofMillis(1));
        return new Credential(
                CredentialId.next(now(), random),
                Plane.PRINCIPAL,
                owner,
                tenant,
                Environment.LIVE,
                MAKER,
                now(),
                CredentialSettings.of(Access.full()),
                CredentialKeys.first(nextKey(1)),
                CredentialState.ACTIVE,
                0,
                1);
    }

    /** The same as a first version. */
    Credential first(Credential credential) {
        return withId(credential, credential.id());
    }

    Credential withId(Credential c, CredentialId id) {
        return new Credential(
                id,
                c.plane(),
                c.owner(),
                c.tenant(),
                c.environment(),
                c.issuedBy(),
                c.createdAt(),
                c.settings(),
                c.keys(),
                c.state(),
                c.tokenEpoch(),
                1);
    }

    Credential rotated(Credential before) {
        StoredKey old = before.keys().current();
        return before.with(new CredentialKeys(
                nextKey(old.generation() + 1), List.of(old.endingAt(now().plus(Duration.ofHours(1))))));
    }

    private StoredKey nextKey(int generation) {
        return StoredKey.current(canary.plant(keys.next(FORMAT, Environment.LIVE)), generation);
    }

    LifecycleEvent event(Kind kind, @Nullable Credential before, Credential after) {
        return LifecycleEvent.of(kind, Actor.named(MAKER), now(), before, after);
    }

    LifecycleEvent event(Tenant before, Tenant after) {
        return LifecycleEvent.of(Kind.TENANT_SUSPENDED, Actor.named(MAKER), now(), Environment.LIVE, before, after);
    }
}
