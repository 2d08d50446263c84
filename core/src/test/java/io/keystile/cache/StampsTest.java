package io.keystile.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.credential.CredentialState;
import io.keystile.key.KeyHash;
import io.keystile.lifecycle.IssuedKey;
import io.keystile.store.Freshness;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is loaded while something changes is not kept. */
class StampsTest {
    private final FakeTime time = new FakeTime();
    private final FakeDatabase database = new FakeDatabase(time);
    private final Node here = new Node(database, time, Freshness.withoutOutageGrace());
    private final Node there = new Node(database, time, Freshness.withoutOutageGrace());
    private final IssuedKey issued = there.issue();
    private final KeyHash hash = Node.hash(issued);

    /** Happens once, when an answer of the store is on its way back. */
    private void meanwhile(Runnable event) {
        here.store.onTheWayBack = () -> {
            here.store.onTheWayBack = () -> {};
            event.run();
        };
    }

    private CredentialState stateHere() {
        return here.found(hash).credential().state();
    }

    @Test
    void loadUnderWay_doesNotPutARevokedKeyBack() {
        here.readChanges();
        meanwhile(() -> {
            there.lifecycle.revoke(issued.credential().id());
            here.readChanges();
        });

        assertThat(stateHere()).isEqualTo(CredentialState.REVOKED);
        assertThat(stateHere()).isEqualTo(CredentialState.REVOKED);
    }

    @Test
    void loadUnderWay_doesNotPutAKeyBackThatWasRevokedHere() {
        here.readChanges();
        meanwhile(() -> here.lifecycle.revoke(issued.credential().id()));

        assertThat(stateHere()).isEqualTo(CredentialState.REVOKED);
        assertThat(stateHere()).isEqualTo(CredentialState.REVOKED);
    }

    @Test
    void loadUnderWay_doesNotPutASuspendedTenantBack() {
        here.readChanges();
        meanwhile(() -> {
            there.lifecycle.suspendTenant("cli_1");
            here.readChanges();
        });

        assertThat(here.found(hash).tenant().suspended()).isTrue();
        assertThat(here.found(hash).tenant().suspended()).isTrue();
    }

    @Test
    void missUnderWay_doesNotHideAKeyIssuedMeanwhile() {
        database.deleteByHand(hash);
        here.readChanges();
        meanwhile(() -> {
            database.issueNow(issued.credential());
            here.readChanges();
        });

        assertThat(here.find(hash)).isNotNull();
        assertThat(here.find(hash)).isNotNull();
    }

    @Test
    void unknownKey_issuedLater_isFoundAfterTheNextRead() {
        database.deleteByHand(hash);
        assertThat(here.find(hash)).isNull();
        database.issueNow(issued.credential());

        here.readChanges();

        assertThat(here.find(hash)).isNotNull();
    }

    @Test
    void generationLoadedWhileItEnds_isNotKept() {
        here.readChanges();
        meanwhile(() -> {
            there.lifecycle.rotate(issued.credential().id(), Duration.ZERO);
            here.readChanges();
        });

        assertThat(here.cached.find(issued.credential().id(), 1)).isNull();
        assertThat(here.cached.find(issued.credential().id(), 1)).isNull();
    }

    @Test
    void sweepUnderWay_doesNotPutARevokedKeyBack() {
        here.found(hash);
        time.pass(Duration.ofSeconds(40));
        here.readChanges();
        meanwhile(() -> {
            there.lifecycle.revoke(issued.credential().id());
            here.readChanges();
            stateHere();
        });

        here.sweep.round();

        assertThat(here.store.sweeps.get()).isEqualTo(1);
        assertThat(stateHere()).isEqualTo(CredentialState.REVOKED);
    }

    @Test
    void sweepUnderWay_thatSawOneChange_doesNotHideTheNext() {
        here.found(hash);
        time.pass(Duration.ofSeconds(40));
        here.readChanges();
        there.lifecycle.suspend(issued.credential().id());
        there.lifecycle.resume(issued.credential().id());
        meanwhile(() -> {
            there.lifecycle.revoke(issued.credential().id());
            here.readChanges();
        });

        here.sweep.round();

        assertThat(here.store.sweeps.get()).isEqualTo(1);
        assertThat(stateHere()).isEqualTo(CredentialState.REVOKED);
    }

    @Test
    void everythingTakenOut_coversLoadsUnderWay() {
        here.readChanges();
        meanwhile(() -> {
            there.lifecycle.revoke(issued.credential().id());
            database.prune();
            here.readChanges();
        });

        assertThat(stateHere()).isEqualTo(CredentialState.REVOKED);
        assertThat(stateHere()).isEqualTo(CredentialState.REVOKED);
    }

    @Test
    void moreChangesThanAreRemembered_keepNoLoadUnderWay() {
        here.readChanges();
        meanwhile(() -> {
            there.lifecycle.revoke(issued.credential().id());
            here.readChanges();
            for (int i = 0; i < RecentChanges.KEPT; i++) {
                there.issue("cli_2");
            }
            here.readChanges();
        });

        assertThat(stateHere()).isEqualTo(CredentialState.REVOKED);
        assertThat(stateHere()).isEqualTo(CredentialState.REVOKED);
    }
}
