package io.keystile.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.credential.CredentialState;
import io.keystile.key.KeyHash;
import io.keystile.lifecycle.IssuedKey;
import io.keystile.store.Freshness;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When changes may have been missed, everything is read again. */
class FeedReaderTest {
    private final FakeTime time = new FakeTime();
    private final FakeDatabase database = new FakeDatabase(time);
    private final Node here = new Node(database, time, Freshness.withoutOutageGrace());
    private final Node there = new Node(database, time, Freshness.withoutOutageGrace());
    private final IssuedKey issued = there.issue();
    private final KeyHash hash = Node.hash(issued);

    private void revokeUnseen() {
        here.found(hash);
        there.lifecycle.revoke(issued.credential().id());
    }

    private CredentialState stateHere() {
        return here.found(hash).credential().state();
    }

    @Test
    void anotherFeed_takesEverythingOut() {
        revokeUnseen();
        database.failOver("another");
        there.issue("cli_2");

        here.readChanges();

        assertThat(stateHere()).isEqualTo(CredentialState.REVOKED);
    }

    @Test
    void headBelowOurs_takesEverythingOut() {
        there.issue();
        there.issue();
        here.found(hash);
        there.lifecycle.revoke(issued.credential().id());
        database.loseFeed(2);

        here.readChanges();

        assertThat(stateHere()).isEqualTo(CredentialState.REVOKED);
    }

    @Test
    void headBelowACommitOfOurOwnThatWasNotReadYet_takesEverythingOut() {
        here.readChanges();
        here.issue();
        here.found(hash);
        database.deleteByHand(hash);
        database.loseFeed(1); // as far back as was read here, and no further

        here.readChanges();

        assertThat(here.find(hash)).isNull();
    }

    @Test
    void anotherFeedThatIsShorter_takesEverythingOutOnce() {
        here.issue();
        database.failOver("another");
        database.loseFeed(1);
        here.readChanges();
        here.found(hash);

        here.readChanges();
        here.found(hash);

        assertThat(here.store.loads.get()).isEqualTo(1);
    }

    @Test
    void changesPrunedBeforeTheyWereRead_takeEverythingOut() {
        revokeUnseen();
        database.prune();
        there.issue("cli_2");

        here.readChanges();

        assertThat(stateHere()).isEqualTo(CredentialState.REVOKED);
    }

    @Test
    void changesPrunedAfterTheyWereRead_takeNothingOut() {
        here.found(hash);
        here.readChanges();
        database.prune();

        here.readChanges();
        here.found(hash);

        assertThat(here.store.loads.get()).isEqualTo(1);
    }

    @Test
    void moreThanOneBatch_provesNothingBeforeTheHead() {
        here.found(hash);
        for (int i = 0; i < FeedReader.LIMIT; i++) {
            there.issue("cli_2");
        }
        there.lifecycle.revoke(issued.credential().id());
        int reads = here.store.reads.get();
        time.passMillis(1_500);
        here.store.onTheWay = () -> {
            if (here.store.reads.get() == reads + 2) {
                assertThat(here.parts.trust.isFresh()).isFalse();
            }
        };

        here.readChanges();
        here.store.onTheWay = () -> {};

        assertThat(here.store.reads.get()).isEqualTo(reads + 2);
        assertThat(stateHere()).isEqualTo(CredentialState.REVOKED);
    }

    @Test
    void machineSlept_nothingIsBelievedUntilTheNextRead() {
        revokeUnseen();

        time.sleep(Duration.ofMinutes(1));

        assertThat(stateHere()).isEqualTo(CredentialState.REVOKED);
    }

    @Test
    void wallClockStepped_nothingIsBelievedUntilTheNextRead() {
        here.found(hash);
        int reads = here.store.reads.get();
        time.stepWall(Duration.ofMinutes(-5));

        here.found(hash);
        here.found(hash);

        assertThat(here.store.reads.get()).isEqualTo(reads + 1);
    }

    @Test
    void machineSlept_noEntrysAgeIsKnownAnyMore() {
        here.found(hash);
        database.deleteByHand(hash);

        time.sleep(Duration.ofHours(1));
        here.readChanges();

        assertThat(here.find(hash)).isNull();
    }
}
