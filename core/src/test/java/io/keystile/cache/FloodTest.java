package io.keystile.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keystile.key.KeyHash;
import io.keystile.lifecycle.IssuedKey;
import io.keystile.net.IpAddress;
import io.keystile.store.CacheLimits;
import io.keystile.store.Freshness;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FloodTest {
    private static final int WINDOWS = 50;
    /** Two networks share one count by chance once in some thousand windows. */
    private static final int UNLUCKY = 4;

    private static final CacheLimits SMALL = new CacheLimits(100, 20, 500);

    private final FakeTime time = new FakeTime();
    private final FakeDatabase database = new FakeDatabase(time);
    private final Node here = new Node(new FakeStore(database), time, Freshness.withoutOutageGrace(), SMALL);
    private final Node there = new Node(database, time, Freshness.withoutOutageGrace());
    private final IssuedKey issued = there.issue();
    private final KeyHash hash = Node.hash(issued);
    private int made;

    private boolean isRefused(IpAddress from) {
        try {
            here.find(KeyHash.of("nobody's " + ++made), from);
            return false;
        } catch (LookUpRefusedException e) {
            return true;
        }
    }

    private boolean isFound(KeyHash issued, IpAddress from) {
        try {
            return here.find(issued, from) != null;
        } catch (LookUpRefusedException e) {
            return false;
        }
    }

    private void flood(int count) {
        for (int i = 0; i < count; i++) {
            isRefused(IpAddress.parse("198.51.100." + i % 250));
        }
    }

    @Test
    void flood_reachesTheStoreNoMoreOftenThanTheBound() {
        here.readChanges();
        for (int tenths = 0; tenths < 9; tenths++) {
            flood(500);
            time.passMillis(100);
        }

        assertThat(here.store.loads.get()).isLessThanOrEqualTo(9 * 50).isGreaterThan(300);
        assertThat(here.cached.figures().refusedLookUps()).isGreaterThan(3_000);
    }

    @Test
    void flood_evictsNoLiveKeyAndStaysWithinItsBound() {
        here.found(hash);
        for (int i = 0; i < 9; i++) {
            flood(500);
            time.passMillis(100);
        }

        here.found(hash);

        assertThat(here.cached.figures().hits()).isEqualTo(1);
        assertThat(here.store.loads.get()).isGreaterThan(100);
        assertThat(here.parts.entries.unknown()).isLessThanOrEqualTo(20);
        assertThat(here.parts.entries.isConsistent()).isTrue();
    }

    @Test
    void flood_leavesOtherNetworksTheirShare() {
        int served = 0;
        for (int window = 0; window < WINDOWS; window++) {
            flood(500);
            served += isFound(Node.hash(there.issue()), IpAddress.parse("203.0.113.5")) ? 1 : 0;
            time.passMillis(100);
        }

        assertThat(served).isGreaterThanOrEqualTo(WINDOWS - UNLUCKY);
    }

    @Test
    void knownKey_isNoStrangerWhenItHasToBeReadAgain() {
        here.found(hash);
        there.lifecycle.suspend(issued.credential().id());
        here.readChanges();
        flood(500);
        for (int i = 0; i < 300; i++) {
            isRefused(IpAddress.parse("10." + i % 250 + "." + i / 250 + ".1"));
        }
        assertThatThrownBy(() -> here.find(KeyHash.of("stranger"))).isInstanceOf(LookUpRefusedException.class);

        assertThat(here.find(hash)).isNotNull();
    }

    @Test
    void unknownKeyAskedAgain_isAnsweredFromTheCache() {
        here.find(KeyHash.of("nobody's"));
        here.find(KeyHash.of("nobody's"));

        assertThat(here.store.loads.get()).isEqualTo(1);
    }

    @Test
    void moreKeysThanTheBound_keepsThoseInUse() {
        List<KeyHash> busy = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            busy.add(Node.hash(there.issue()));
        }
        busy.forEach(here::found);
        List<KeyHash> others = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            others.add(Node.hash(there.issue()));
        }
        here.readChanges();
        for (KeyHash other : others) {
            time.passMillis(20);
            here.found(other);
            busy.forEach(here::found);
        }

        assertThat(here.parts.entries.known()).isEqualTo(100);
        assertThat(here.parts.entries.isConsistent()).isTrue();
        long misses = here.cached.figures().misses();
        busy.forEach(here::found);
        assertThat(here.cached.figures().misses()).isEqualTo(misses).isLessThan(400);
    }

    @Test
    void networks_areSharedOutFairly() {
        NetworkGate gate = new NetworkGate(1_000, time.clocks().nanos());
        int fair = 0;
        for (int window = 0; window < WINDOWS; window++) {
            int quiet = 0;
            for (int i = 0; i < 1_000; i++) {
                gate.admits(IpAddress.parse("2001:db8:1:" + i % 9 + "::1"));
                gate.admits(IpAddress.parse("198.51.100.7"));
                if (i % 100 == 0 && gate.admits(IpAddress.parse("203.0.113.7"))) {
                    quiet++;
                }
            }
            fair += quiet == 10 ? 1 : 0;
            time.passMillis(100);
        }
        assertThat(fair).isGreaterThanOrEqualTo(WINDOWS - UNLUCKY);
        assertThat(gate.admits(null)).isTrue();
    }
}
