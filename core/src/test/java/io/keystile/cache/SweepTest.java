package io.keystile.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.key.KeyHash;
import io.keystile.lifecycle.IssuedKey;
import io.keystile.store.Freshness;
import io.keystile.store.KeyMatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SweepTest {
    private final FakeTime time = new FakeTime();
    private final FakeDatabase database = new FakeDatabase(time);
    private final Freshness freshness = Freshness.withoutOutageGrace();
    private final Node here = new Node(database, time, freshness);
    private final Node there = new Node(database, time, freshness);
    private final KeyHash hash = Node.hash(there.issue());

    /** As the two threads do, for so long. */
    private void live(Duration length) {
        for (long millis = 0; millis < length.toMillis(); millis += 500) {
            time.passMillis(500);
            here.readChanges();
            if (millis % 2_000 == 0) {
                here.sweep.round();
            }
        }
    }

    @Test
    void deletedByHand_isSeenWithinMaxEntryAge() {
        here.found(hash);
        database.deleteByHand(hash);

        live(Duration.ofSeconds(59));

        assertThat(here.find(hash)).isNull();
        assertThat(here.store.loads.get()).isEqualTo(1);
    }

    @Test
    void sweptKey_staysTheSameObjectAndCostsRequestsNothing() {
        KeyMatch first = here.found(hash);

        for (int i = 0; i < 10; i++) {
            live(Duration.ofSeconds(30));
            assertThat(here.found(hash)).isSameAs(first);
        }

        assertThat(here.store.loads.get()).isEqualTo(1);
    }

    @Test
    void notRenewedInTime_isNotBelieved() {
        here.found(hash);
        database.deleteByHand(hash);
        time.pass(Duration.ofSeconds(60));
        here.readChanges();

        assertThat(here.find(hash)).isNull();
        assertThat(here.store.loads.get()).isEqualTo(2);
    }

    @Test
    void unusedKey_goesAfterTenRounds() {
        here.found(hash);

        live(Duration.ofMinutes(8));

        assertThat(here.parts.entries.known()).isZero();
        assertThat(here.parts.entries.indexedTenants()).isZero();
    }

    @Test
    void idleNode_costsTwoQueriesASecondAtMost() {
        List<KeyHash> many = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            IssuedKey issued = there.issue();
            many.add(Node.hash(issued));
        }
        for (KeyHash one : many) {
            time.passMillis(1);
            here.found(one);
        }
        Pace pace = new Pace(freshness);
        double queriesASecond =
                1e9 / pace.betweenReads().toNanos() + 1e9 / pace.betweenSweeps().toNanos();

        assertThat(queriesASecond).isLessThan(2);
        // One query a round, and every entry's turn comes within its age.
        long rounds = freshness.maxEntryAge().dividedBy(pace.betweenSweeps());
        for (int i = 0; i < rounds; i++) {
            time.pass(pace.betweenSweeps());
            here.readChanges();
            int before = here.store.sweeps.get();
            here.sweep.round();
            assertThat(here.store.sweeps.get() - before).isLessThanOrEqualTo(1);
        }
        int loads = here.store.loads.get();
        here.readChanges();
        many.forEach(here::found);
        assertThat(here.store.loads.get()).isEqualTo(loads);
    }

    @Test
    void storeBroken_sweepsWait() {
        here.found(hash);
        time.pass(Duration.ofSeconds(40));

        here.sweep.round();

        assertThat(here.store.sweeps.get()).isZero();
    }
}
