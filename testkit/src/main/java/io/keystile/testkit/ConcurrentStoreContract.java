package io.keystile.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.credential.Access;
import io.keystile.credential.Actor;
import io.keystile.credential.Credential;
import io.keystile.credential.CredentialId;
import io.keystile.credential.CredentialState;
import io.keystile.credential.LifecycleEvent;
import io.keystile.credential.LifecycleEvent.Kind;
import io.keystile.credential.Tenant;
import io.keystile.key.Environment;
import io.keystile.key.KeyHash;
import io.keystile.lifecycle.CredentialLifecycle;
import io.keystile.lifecycle.IssuedKey;
import io.keystile.lifecycle.LifecycleLimits;
import io.keystile.lifecycle.LifecycleSetup;
import io.keystile.lifecycle.NewCredential;
import io.keystile.store.CredentialQuery;
import io.keystile.store.CredentialStore;
import io.keystile.store.KeyMatch;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@link CredentialStore} promises to many threads at once. Not to be extended itself. */
abstract class ConcurrentStoreContract extends StoreReadingContract {
    private static final int THREADS = 8;
    private static final int STEPS = 10;

    private static CredentialLifecycle lifecycle(CredentialStore store) {
        LifecycleSetup setup = new LifecycleSetup(
                Environment.LIVE, StoreSamples.FORMAT, ManualTime.start(), LifecycleLimits.defaults());
        return new CredentialLifecycle(setup, store, Actor.application());
    }

    private static NewCredential principal(int owner) {
        return NewCredential.principal("prn_" + owner, "cli_1").access(Access.full());
    }

    @Test
    void rotations_byManyThreads_loseNothing() {
        CredentialStore store = freshStore();
        CredentialLifecycle first = lifecycle(store);
        CredentialLifecycle second = lifecycle(secondHandle(store));
        CredentialId id = first.issue(principal(1)).credential().id();

        Race.run(THREADS, STEPS, n -> (n % 2 == 0 ? first : second).rotate(id, Duration.ZERO));

        int steps = THREADS * STEPS;
        assertThat(first.get(id).version()).isEqualTo(1 + steps);
        assertThat(first.get(id).keys().current().generation()).isEqualTo(1 + steps);
        assertThat(first.events(id, 1000)).hasSize(1 + steps);
        assertThat(first.events(id, 1000).subList(1, 1 + steps).stream()
                        .map(event -> event.after().get("key_generation")))
                .as("every generation once, in order")
                .containsExactlyElementsOf(IntStream.rangeClosed(2, 1 + steps)
                        .mapToObj(Integer::toString)
                        .toList());
    }

    @Test
    void keys_afterRotationsByManyThreads_areTheNewestAlone() {
        CredentialStore store = freshStore();
        CredentialLifecycle lifecycle = lifecycle(store);
        CredentialId id = lifecycle.issue(principal(1)).credential().id();

        List<IssuedKey> made = Race.collect(THREADS, STEPS, n -> lifecycle.rotate(id, Duration.ZERO));

        assertThat(made.stream().filter(issued -> store.findByKey(KeyHash.of(issued.key())) != null))
                .singleElement()
                .satisfies(issued -> assertThat(issued.credential()).isEqualTo(store.findById(id)));
    }

    @Test
    void issues_byManyThreads_areAllThere() {
        CredentialStore store = freshStore();
        CredentialLifecycle first = lifecycle(store);
        CredentialLifecycle second = lifecycle(secondHandle(store));

        List<IssuedKey> made = Race.collect(THREADS, STEPS, n -> (n % 2 == 0 ? first : second).issue(principal(n)));

        assertThat(store.find(new CredentialQuery.OfTenant("cli_1"), 1000, null))
                .containsExactlyInAnyOrderElementsOf(
                        made.stream().map(IssuedKey::credential).toList());
        assertThat(made).allMatch(issued -> store.findByKey(KeyHash.of(issued.key())) != null);
        assertThat(store.findTenant("cli_1")).isEqualTo(Tenant.first("cli_1"));
    }

    @Test
    void oneKey_insertedByManyThreads_isOnes() {
        CredentialStore store = freshStore();
        CredentialStore other = secondHandle(store);
        Credential model = samples.credential("prn_1", "cli_1");
        AtomicInteger inserted = new AtomicInteger();

        Race.run(THREADS, 1, n -> {
            Credential own = samples.withId(model, CredentialId.next(samples.now(), new SecureRandom()));
            LifecycleEvent event = samples.event(Kind.ISSUED, null, own);
            if ((n % 2 == 0 ? store : other).insert(own, event)) {
                inserted.incrementAndGet();
            }
        });

        assertThat(inserted).hasValue(1);
        assertThat(store.find(new CredentialQuery.OfTenant("cli_1"), 100, null)).hasSize(1);
    }

    @Test
    void oneVersion_replacedByManyThreads_isReplacedOnce() {
        CredentialStore store = freshStore();
        CredentialStore other = secondHandle(store);
        Credential first = samples.credential("prn_1", "cli_1");
        store.insert(first, samples.event(Kind.ISSUED, null, first));
        Credential next = first.with(CredentialState.SUSPENDED);
        LifecycleEvent event = samples.event(Kind.SUSPENDED, first, next);
        AtomicInteger replaced = new AtomicInteger();

        Race.run(THREADS, 1, n -> {
            if ((n % 2 == 0 ? store : other).replace(next, first, event)) {
                replaced.incrementAndGet();
            }
        });

        assertThat(replaced).hasValue(1);
        assertThat(store.events(first.id(), 100)).hasSize(2);
    }

    @Test
    void tenant_changedByManyThreads_losesNothing() {
        CredentialStore store = freshStore();
        CredentialLifecycle lifecycle = lifecycle(store);
        lifecycle.issue(principal(1));

        Race.run(THREADS, STEPS, n -> lifecycle.changeTenant("cli_1", details -> details.withLabel("step " + n)));

        assertThat(lifecycle.suspendTenant("cli_1").version()).isEqualTo(2 + THREADS * STEPS);
    }

    @Test
    void readers_duringChanges_alwaysFindTheKeyAndNeverAnOlderRecord() {
        CredentialStore store = freshStore();
        CredentialLifecycle lifecycle = lifecycle(store);
        IssuedKey issued = lifecycle.issue(principal(1));
        KeyHash hash = KeyHash.of(issued.key());
        AtomicBoolean written = new AtomicBoolean();

        Race.run(2, 1, n -> {
            if (n == 0) {
                for (int i = 0; i < 50; i++) {
                    String label = "step " + i;
                    lifecycle.change(issued.credential().id(), settings -> settings.withLabel(label));
                }
                written.set(true);
                return;
            }
            long newest = 0;
            while (!written.get()) {
                KeyMatch match = Objects.requireNonNull(store.findByKey(hash), "the key is found");
                assertThat(match.credential().version()).isGreaterThanOrEqualTo(newest);
                newest = match.credential().version();
            }
        });

        assertThat(lifecycle.get(issued.credential().id()).version()).isEqualTo(51);
    }
}
