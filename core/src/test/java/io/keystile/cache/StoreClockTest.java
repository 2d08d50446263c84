package io.keystile.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.store.Freshness;
import io.keystile.store.StoreHealth.State;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StoreClockTest {
    private final FakeTime time = new FakeTime();
    private final FakeDatabase database = new FakeDatabase(time);
    private final Node node = new Node(database, time, Freshness.withoutOutageGrace());

    @Test
    void deadlines_areJudgedByTheStoresClock() {
        database.clockOffset = Duration.ofMinutes(3);
        node.readChanges();

        assertThat(Duration.between(time.instant(), node.cached.clock().instant()))
                .isBetween(Duration.ofMillis(179_900), Duration.ofMillis(180_100));
        assertThat(node.cached.millis()).isEqualTo(node.cached.clock().millis());
        assertThat(node.cached.health().state()).isEqualTo(State.CLOCK_OFF);
        assertThat(node.cached.health().isHealthy()).isFalse();
    }

    @Test
    void slowRead_movesTheClockNoFurtherThanItShows() {
        node.readChanges();
        long before = node.cached.health().clockOffset().toMillis();
        node.store.onTheWayBack = () -> time.passMillis(400);

        node.readChanges();

        assertThat(node.cached.health().clockOffset().toMillis()).isEqualTo(before);
    }

    @Test
    void ownClockStepped_isCorrectedWithTheNextRead() {
        node.readChanges();
        time.stepWall(Duration.ofMinutes(-7));
        database.clockOffset = Duration.ofMinutes(7); // it has not stepped

        node.readChanges();

        assertThat(node.cached.health().clockOffset())
                .isBetween(Duration.ofMillis(419_900), Duration.ofMillis(420_100));
    }

    @Test
    void health_goesFromStartingToFreshToUnreachable() {
        assertThat(node.cached.health().state()).isEqualTo(State.STARTING);
        assertThat(node.cached.health().lag()).isNull();

        node.readChanges();
        time.passMillis(300);
        assertThat(node.cached.health().state()).isEqualTo(State.FRESH);
        assertThat(node.cached.health().lag()).isEqualTo(Duration.ofMillis(300));

        time.passMillis(700);
        assertThat(node.cached.health().state()).isEqualTo(State.UNREACHABLE);
    }
}
