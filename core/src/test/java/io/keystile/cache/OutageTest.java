package io.keystile.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keystile.key.KeyHash;
import io.keystile.lifecycle.IssuedKey;
import io.keystile.store.CacheLimits;
import io.keystile.store.Freshness;
import io.keystile.store.StoreUnavailableException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OutageTest {
    private static final Duration GRACE = Duration.ofMinutes(5);

    private final FakeTime time = new FakeTime();
    private final FakeDatabase database = new FakeDatabase(time);
    private final Node strict = new Node(database, time, Freshness.withoutOutageGrace());
    private final Node graceful = new Node(database, time, Freshness.withOutageGrace(GRACE));
    private final Node there = new Node(database, time, Freshness.withoutOutageGrace());
    private final IssuedKey issued = there.issue();
    private final KeyHash hash = Node.hash(issued);

    private void outage(Node node, Duration length) {
        node.store.broken = true;
        time.pass(length);
        node.readChanges();
        node.readChanges();
    }

    @Test
    void withoutGrace_nothingIsKnownFromMaxStalenessOn() {
        strict.found(hash);
        outage(strict, Duration.ofSeconds(1));

        assertThatThrownBy(() -> strict.find(hash)).isInstanceOf(StoreUnavailableException.class);
        assertThat(strict.cached.underGrace(hash)).isNull();
        assertThat(strict.cached.underGrace(issued.credential().id(), 1)).isNull();
    }

    @Test
    void declaredOutage_asksTheStoreForNothing() {
        strict.found(hash);
        outage(strict, Duration.ofSeconds(1));
        int asked = strict.store.loads.get() + strict.store.reads.get();

        assertThatThrownBy(() -> strict.find(hash)).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> strict.find(KeyHash.of("x"))).isInstanceOf(StoreUnavailableException.class);

        assertThat(strict.store.loads.get() + strict.store.reads.get()).isEqualTo(asked);
    }

    @Test
    void withGrace_cachedKeyIsKnownUntilItEnds() {
        graceful.found(hash);
        outage(graceful, GRACE.plusMillis(999));

        assertThatThrownBy(() -> graceful.find(hash)).isInstanceOf(StoreUnavailableException.class);
        assertThat(graceful.cached.underGrace(hash)).isNotNull();
        assertThat(graceful.cached.underGrace(issued.credential().id(), 1)).isNotNull();

        time.passMillis(1);
        assertThat(graceful.cached.underGrace(hash)).isNull();
        assertThat(graceful.cached.underGrace(issued.credential().id(), 1)).isNull();
    }

    @Test
    void withGrace_unknownAndUncachedKeysAreNot() {
        IssuedKey other = there.issue();
        graceful.find(KeyHash.of("nobody's"));
        outage(graceful, Duration.ofSeconds(2));

        assertThat(graceful.cached.underGrace(KeyHash.of("nobody's"))).isNull();
        assertThat(graceful.cached.underGrace(Node.hash(other))).isNull();
    }

    @Test
    void withGrace_whatAChangeHasNamedIsNot() {
        graceful.found(hash);
        there.lifecycle.revoke(issued.credential().id());
        graceful.readChanges();
        outage(graceful, Duration.ofSeconds(2));

        assertThat(graceful.cached.underGrace(hash)).isNull();
    }

    @Test
    void withGrace_clocksThatRanApartEndIt() {
        graceful.found(hash);
        outage(graceful, Duration.ofSeconds(2));
        time.sleep(Duration.ofSeconds(10));

        assertThat(graceful.cached.underGrace(hash)).isNull();
    }

    @Test
    void outageOver_nextReadMakesEverythingKnown() {
        strict.found(hash);
        outage(strict, Duration.ofMinutes(10));
        strict.store.broken = false;
        strict.readChanges();

        assertThat(strict.find(hash)).isNotNull();
    }

    @Test
    void storeWithoutAFeed_isBelievedForMaxStaleness() {
        FakeStore store = new FakeStore(database);
        store.hasFeed = false;
        Node unfed = new Node(store, time, Freshness.withOutageGrace(GRACE), CacheLimits.defaults());
        unfed.found(hash);
        there.lifecycle.revoke(issued.credential().id());

        time.passMillis(999);
        assertThat(unfed.found(hash).credential().state().name()).isEqualTo("ACTIVE");
        time.passMillis(1);
        assertThat(unfed.found(hash).credential().state().name()).isEqualTo("REVOKED");
    }

    @Test
    void storeWithoutAFeed_ownStepsAreObeyedAtOnce() {
        FakeStore store = new FakeStore(database);
        store.hasFeed = false;
        Node unfed = new Node(store, time, Freshness.withOutageGrace(GRACE), CacheLimits.defaults());
        unfed.found(hash);
        unfed.lifecycle.revoke(issued.credential().id());

        assertThat(unfed.found(hash).credential().state().name()).isEqualTo("REVOKED");
        unfed.lifecycle.suspendTenant("cli_1");
        assertThat(unfed.found(hash).tenant().suspended()).isTrue();

        store.broken = true;
        time.passMillis(1_500);
        assertThatThrownBy(() -> unfed.find(hash)).isInstanceOf(StoreUnavailableException.class);
        assertThat(unfed.cached.underGrace(hash)).isNotNull();
    }
}
