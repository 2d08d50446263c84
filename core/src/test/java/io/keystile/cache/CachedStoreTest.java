package io.keystile.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keystile.credential.CredentialState;
import io.keystile.key.KeyHash;
import io.keystile.lifecycle.IssuedKey;
import io.keystile.lifecycle.Rotation;
import io.keystile.store.Freshness;
import io.keystile.store.KeyMatch;
import io.keystile.store.StoreUnavailableException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CachedStoreTest {
    private final FakeTime time = new FakeTime();
    private final FakeDatabase database = new FakeDatabase(time);
    private final Node here = new Node(database, time, Freshness.withoutOutageGrace());
    private final Node there = new Node(database, time, Freshness.withoutOutageGrace());
    private final IssuedKey issued = there.issue();
    private final KeyHash hash = Node.hash(issued);

    @Test
    void cachedKey_isTheSameObjectAndAsksNothing() {
        KeyMatch first = here.found(hash);
        int asked = here.store.loads.get() + here.store.reads.get();

        assertThat(here.found(hash)).isSameAs(first);
        time.passMillis(999);
        assertThat(here.found(hash)).isSameAs(first);
        assertThat(here.store.loads.get() + here.store.reads.get()).isEqualTo(asked);
        assertThat(here.cached.figures().hits()).isEqualTo(2);
    }

    @Test
    void atMaxStaleness_changesAreReadFirst() {
        KeyMatch first = here.found(hash);
        int reads = here.store.reads.get();

        time.passMillis(1_000);

        assertThat(here.found(hash)).isSameAs(first);
        assertThat(here.store.reads.get()).isEqualTo(reads + 1);
        assertThat(here.store.loads.get()).isEqualTo(1);
    }

    @Test
    void staleness_countsFromWhenTheReadWasSent() {
        here.found(hash);
        here.store.onTheWayBack = () -> time.passMillis(600);
        here.readChanges();
        here.store.onTheWayBack = () -> {};
        there.lifecycle.revoke(issued.credential().id());

        time.passMillis(400);

        assertThat(here.found(hash).credential().state()).isEqualTo(CredentialState.REVOKED);
    }

    @Test
    void readWhileAThreadHoldsAnOldEntry_provesItNothing() {
        here.found(hash);
        time.passMillis(200);
        there.lifecycle.revoke(issued.credential().id());
        time.passMillis(300);
        // The thread has taken the entry, and is about to look at the clock.
        time.whenRead(() -> {
            time.whenRead(() -> {});
            here.readChanges();
            time.passMillis(800);
        });

        assertThat(here.found(hash).credential().state()).isEqualTo(CredentialState.REVOKED);
    }

    @Test
    void revokedElsewhere_isSeenWithTheNextRead() {
        here.found(hash);
        there.lifecycle.revoke(issued.credential().id());

        here.readChanges();

        assertThat(here.found(hash).credential().state()).isEqualTo(CredentialState.REVOKED);
    }

    @Test
    void revokedHere_isObeyedBeforeTheCallReturns() {
        here.found(hash);

        here.lifecycle.revoke(issued.credential().id());

        assertThat(here.found(hash).credential().state()).isEqualTo(CredentialState.REVOKED);
    }

    @Test
    void tenantSuspendedElsewhere_isSeenWithTheNextRead() {
        here.found(hash);
        there.lifecycle.suspendTenant("cli_1");

        here.readChanges();

        assertThat(here.found(hash).tenant().suspended()).isTrue();
    }

    @Test
    void keyEndedElsewhere_findsNothingAfterTheNextRead() {
        here.found(hash);
        IssuedKey next = there.lifecycle.rotate(issued.credential().id(), Rotation.withGrace(Duration.ZERO));

        here.readChanges();

        assertThat(here.find(hash)).isNull();
        assertThat(here.found(Node.hash(next)).key().generation()).isEqualTo(2);
    }

    @Test
    void generation_isAnsweredFromTheKeysEntry() {
        KeyMatch match = here.found(hash);

        assertThat(here.cached.find(issued.credential().id(), 1)).isSameAs(match);
        assertThat(here.store.loads.get()).isEqualTo(1);
    }

    @Test
    void matchFoundBefore_isStillFound_whileItIsBelievedAndNothingChanged() {
        KeyMatch match = here.found(hash);
        long wall = here.cached.wallMillis();
        int asked = here.store.loads.get() + here.store.reads.get();

        assertThat(here.cached.isStill(match, wall)).isTrue();
        KeyMatch alike = new KeyMatch(match.credential(), match.tenant(), match.key());
        assertThat(here.cached.isStill(alike, wall)).isFalse();
        time.passMillis(999);
        assertThat(here.cached.isStill(match, here.cached.wallMillis())).isTrue();
        time.passMillis(1);
        assertThat(here.cached.isStill(match, here.cached.wallMillis())).isFalse();
        assertThat(here.store.loads.get() + here.store.reads.get()).isEqualTo(asked);

        here.readChanges();
        assertThat(here.cached.isStill(match, here.cached.wallMillis())).isTrue();
        there.lifecycle.suspend(issued.credential().id());
        here.readChanges();
        assertThat(here.cached.isStill(match, here.cached.wallMillis())).isFalse();
    }

    @Test
    void machineSlept_noMatchIsStillBelieved() {
        KeyMatch match = here.found(hash);

        time.sleep(Duration.ofMillis(1_001));

        assertThat(here.cached.isStill(match, here.cached.wallMillis())).isFalse();
    }

    @Test
    void cachedKey_takesOneLookAtEachClock() {
        here.found(hash);
        AtomicInteger looks = new AtomicInteger();
        time.whenRead(looks::incrementAndGet);
        long wall = here.cached.wallMillis();

        assertThat(here.cached.find(hash, wall, "request", request -> Node.HOME))
                .isNotNull();
        assertThat(here.cached.storeMillis(wall)).isEqualTo(wall);

        assertThat(looks).hasValue(1);
    }

    @Test
    void generationThatNeverWas_isForgottenWithTheNextChange() {
        assertThat(here.cached.find(issued.credential().id(), 2)).isNull();
        assertThat(here.cached.find(issued.credential().id(), 2)).isNull();
        assertThat(here.store.loads.get()).isEqualTo(1);

        there.lifecycle.rotate(issued.credential().id(), Duration.ofHours(1));
        here.readChanges();

        assertThat(here.cached.find(issued.credential().id(), 2)).isNotNull();
    }

    @Test
    void clockIsSetWhileTheLastOfItsQueriesIsUnderWay_keyIsFound() {
        here.readChanges();
        AtomicInteger queries = new AtomicInteger();
        here.store.onTheWayBack = () -> {
            int query = queries.incrementAndGet();
            if (query < 3) {
                here.parts.entries.applyAll(); // it changes faster than it is read
            } else if (query == 3) {
                time.stepWall(Duration.ofMinutes(5));
            }
        };

        assertThat(here.found(hash)).isNotNull();
        assertThat(here.store.loads.get()).isEqualTo(4);
    }

    @Test
    void storeAnswersTooLate_isNotBelieved() {
        here.readChanges();
        here.store.onTheWayBack = () -> time.passMillis(1_000);

        assertThatThrownBy(() -> here.find(hash)).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void beforeTheFirstRead_nothingIsBelieved() {
        here.store.feedBroken = true;
        here.readChanges();
        here.readChanges();

        assertThatThrownBy(() -> here.find(hash)).isInstanceOf(StoreUnavailableException.class);
        assertThat(here.store.loads.get()).isZero();
    }

    @Test
    void oneFailedRead_isTriedAgainByWhoWaits() {
        here.found(hash);
        here.store.feedBroken = true;
        here.readChanges();
        here.store.feedBroken = false;
        time.passMillis(1_500);

        assertThat(here.found(hash)).isNotNull();
    }
}
