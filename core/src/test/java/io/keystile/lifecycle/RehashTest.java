package io.keystile.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keystile.credential.Actor;
import io.keystile.credential.Credential;
import io.keystile.credential.CredentialId;
import io.keystile.credential.LifecycleEvent;
import io.keystile.credential.LifecycleEvent.Kind;
import io.keystile.credential.StoredKey;
import io.keystile.key.Environment;
import io.keystile.key.ImportedSamples;
import io.keystile.key.KeyFormat;
import io.keystile.key.KeyFormats;
import io.keystile.key.KeyHash;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class RehashTest {
    private static final KeyHash WHOLE = KeyHash.of("box_Ab3dEf7h.0123456789abcdefghijklmnopqrstuv");

    private final Desk desk = new Desk();
    private final CredentialLifecycle lifecycle = new CredentialLifecycle(
            new LifecycleSetup(
                    Environment.SANDBOX,
                    KeyFormats.of(KeyFormat.withPrefix("acme"))
                            .importing(ImportedSamples.slow("box", Environment.SANDBOX)
                                    .slowHashes(ImportedSamples.CHEAP)
                                    .build()),
                    desk.clock,
                    LifecycleLimits.defaults()),
            desk.store,
            Desk.JO);
    private final Credential imported = lifecycle.importKey(
            Desk.asked(),
            KeyImport.slow("box", "Ab3dEf7h", "$2b$04$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i"));
    private final CredentialId id = imported.id();
    private final StoredKey slow = imported.keys().current();

    @Test
    void provedKey_isKnownByItsWholeHashAlone() {
        desk.lifecycle.actingAs(Actor.named(id.value())).rehash(id, slow, WHOLE);

        Credential stored = desk.stored(id);
        assertThat(stored.keys().current()).isEqualTo(new StoredKey(WHOLE, slow.hint(), 1, null));
        assertThat(stored.version()).isEqualTo(2);
        assertThat(stored.settings()).isEqualTo(imported.settings());
        assertThat(desk.store.findByKey(slow.hash())).isNull();
        assertThat(Objects.requireNonNull(desk.store.findByKey(WHOLE)).credential())
                .isEqualTo(stored);
        LifecycleEvent event = desk.events(id).get(1);
        assertThat(event.kind()).isEqualTo(Kind.REHASHED);
        assertThat(event.actor()).isEqualTo(Actor.named(id.value()));
        assertThat(event.before()).isEqualTo(Map.of("slow_keys", "1"));
        assertThat(event.after()).isEmpty();
    }

    @Test
    void provedPreviousKey_keepsItsDeadline() {
        lifecycle.rotate(id, Duration.ofHours(1));
        StoredKey previous = desk.stored(id).keys().previous().get(0);

        lifecycle.rehash(id, previous, WHOLE);

        assertThat(desk.stored(id).keys().previous())
                .containsExactly(new StoredKey(WHOLE, slow.hint(), 1, previous.validUntil()));
        assertThat(desk.stored(id).keys().current().generation()).isEqualTo(2);
    }

    @Test
    void keyThatIsProvedAlready_isLeftAlone() {
        lifecycle.rehash(id, slow, WHOLE);
        lifecycle.rehash(id, slow, WHOLE);
        lifecycle.rehash(id, desk.stored(id).keys().current(), KeyHash.of("another"));

        assertThat(desk.stored(id).keys().current().hash()).isEqualTo(WHOLE);
        assertThat(desk.events(id)).extracting(LifecycleEvent::kind).containsExactly(Kind.IMPORTED, Kind.REHASHED);
    }

    @Test
    void keyThatWasEndedOrRevoked_isNotBroughtBack() {
        lifecycle.rotate(id, Duration.ZERO);
        lifecycle.rehash(id, slow, WHOLE);
        assertThat(desk.store.findByKey(WHOLE)).isNull();

        Credential other = lifecycle.importKey(
                Desk.asked(),
                KeyImport.slow("box", "Ab3dEf7i", "$2b$04$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i"));
        lifecycle.revoke(other.id());
        lifecycle.rehash(other.id(), other.keys().current(), WHOLE);
        assertThat(desk.store.findByKey(WHOLE)).isNull();
    }

    @Test
    void hashThatIsAnothersKey_changesNothing() {
        lifecycle.importKey(Desk.asked(), KeyImport.sha256(WHOLE.toHex()));

        lifecycle.rehash(id, slow, WHOLE);

        assertThat(desk.stored(id)).isEqualTo(imported);
    }

    @Test
    void unknownCredential_isNotFound() {
        assertThatThrownBy(() -> lifecycle.rehash(new CredentialId("acr_zzzzzzzzzzzzzzzzzzzzzz"), slow, WHOLE))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void manyAtOnce_swapOnceAndLoseNoOthersStep() throws Exception {
        int threads = 8;
        CyclicBarrier start = new CyclicBarrier(threads + 1);
        ExecutorService pool = Executors.newFixedThreadPool(threads + 1);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                all.add(pool.submit(atOnce(start, () -> lifecycle.rehash(id, slow, WHOLE))));
            }
            all.add(pool.submit(atOnce(start, () -> lifecycle.change(id, s -> s.withLabel("CI")))));
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            pool.shutdownNow();
        }
        lifecycle.rehash(id, slow, WHOLE); // the operator may have been first, all others second

        Credential stored = desk.stored(id);
        assertThat(stored.settings().details().label()).isEqualTo("CI");
        assertThat(stored.keys().current().hash()).isEqualTo(WHOLE);
        assertThat(stored.version()).isEqualTo(3);
        assertThat(desk.events(id))
                .extracting(LifecycleEvent::kind)
                .containsExactlyInAnyOrder(Kind.IMPORTED, Kind.REHASHED, Kind.CHANGED);
    }

    private static Callable<Void> atOnce(CyclicBarrier start, Runnable work) {
        return () -> {
            start.await();
            work.run();
            return null;
        };
    }
}
