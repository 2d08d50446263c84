package io.keystile.authn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.keystile.key.KeyHash;
import io.keystile.net.IpAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SlowCheckGateTest {
    private static final KeyHash ONE = KeyHash.of("one");
    private static final KeyHash OTHER = KeyHash.of("other");
    private static final KeyHash THIRD = KeyHash.of("third");
    private static final IpAddress HERE = IpAddress.parse("192.0.2.1");
    private static final IpAddress THERE = IpAddress.parse("198.51.100.1");

    private final ExecutorService pool = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        pool.shutdownNow();
    }

    private static SlowCheckGate gate(int running, int places, int perId, int perNetwork) {
        return new SlowCheckGate(new SlowCheckLimits(running, places, perId, perNetwork, Duration.ZERO));
    }

    private static SlowCheckGate.Place entered(SlowCheckGate gate, KeyHash id, @Nullable IpAddress client) {
        return Objects.requireNonNull(gate.enter(id, client));
    }

    @Test
    void oneId_runsOneAtATime() {
        SlowCheckGate gate = gate(8, 8, 8, 8);
        SlowCheckGate.Place first = entered(gate, ONE, HERE);

        assertThat(gate.enter(ONE, THERE)).isNull();
        entered(gate, OTHER, THERE).close();
        first.close();
        entered(gate, ONE, THERE).close();
    }

    @Test
    void allIds_runNoMoreThanTheBound() {
        SlowCheckGate gate = gate(2, 8, 8, 8);
        SlowCheckGate.Place first = entered(gate, ONE, HERE);
        SlowCheckGate.Place second = entered(gate, OTHER, THERE);

        assertThat(gate.enter(THIRD, THERE)).isNull();
        first.close();
        entered(gate, THIRD, THERE).close();
        second.close();
    }

    @Test
    void oneNetwork_takesNoMoreThanItsPlaces() {
        SlowCheckGate gate = gate(8, 8, 8, 2);
        entered(gate, KeyHash.of("a"), IpAddress.parse("192.0.2.1"));
        entered(gate, KeyHash.of("b"), IpAddress.parse("192.0.2.255"));

        assertThat(gate.enter(ONE, IpAddress.parse("192.0.2.77"))).isNull();
        assertThat(gate.enter(ONE, IpAddress.parse("192.0.3.1"))).isNotNull();
        assertThat(gate.enter(KeyHash.of("c"), IpAddress.parse("2001:db8:0:1::1")))
                .isNotNull();
        assertThat(gate.enter(KeyHash.of("d"), IpAddress.parse("2001:db8:0:ff::1")))
                .isNotNull();
        assertThat(gate.enter(KeyHash.of("e"), IpAddress.parse("2001:db8::1"))).isNull();
        assertThat(gate.enter(KeyHash.of("e"), IpAddress.parse("2001:db8:0:100::1")))
                .isNotNull();
    }

    @Test
    void unknownAddresses_areOneNetwork() {
        SlowCheckGate gate = gate(8, 8, 8, 1);
        entered(gate, ONE, null);

        assertThat(gate.enter(OTHER, null)).isNull();
        assertThat(gate.enter(OTHER, HERE)).isNotNull();
    }

    @Test
    void refusedCheck_leavesNoPlaceTaken() {
        SlowCheckGate gate = gate(1, 2, 2, 2);
        SlowCheckGate.Place first = entered(gate, ONE, HERE);
        for (int i = 0; i < 100; i++) {
            assertThat(gate.enter(ONE, THERE)).isNull();
        }
        first.close();
        first.close();

        entered(gate, ONE, HERE).close();
    }

    @Test
    void ownerBehindAFloodOfOneNetwork_getsItsTurn() throws Exception {
        SlowCheckGate gate = new SlowCheckGate(new SlowCheckLimits(1, 8, 8, 3, Duration.ofMinutes(1)));
        CountDownLatch finish = new CountDownLatch(1);
        SlowCheckGate.Place running = entered(gate, ONE, HERE);
        List<Future<Boolean>> flood = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            flood.add(pool.submit(() -> runs(gate, ONE, HERE, finish)));
        }
        // All but two of them are turned away at once: those wait, and the first one runs.
        while (flood.stream().filter(Future::isDone).count() < 18) {
            Thread.onSpinWait();
        }
        Future<Boolean> owner = pool.submit(() -> runs(gate, ONE, THERE, finish));
        finish.countDown();
        running.close();

        assertThat(owner.get(1, TimeUnit.MINUTES)).isTrue();
        int served = 0;
        for (Future<Boolean> one : flood) {
            served += one.get(1, TimeUnit.MINUTES) ? 1 : 0;
        }
        assertThat(served).isEqualTo(2);
    }

    @Test
    void manyThreads_neverRunTwoOfOneIdOrMoreThanTheBound() throws Exception {
        SlowCheckGate gate = new SlowCheckGate(new SlowCheckLimits(2, 100, 100, 100, Duration.ofMinutes(1)));
        AtomicInteger all = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<AtomicInteger> byId = List.of(new AtomicInteger(), new AtomicInteger(), new AtomicInteger());
        List<Future<Integer>> results = new ArrayList<>();
        for (int thread = 0; thread < 12; thread++) {
            int id = thread % 3;
            results.add(pool.submit(() -> {
                int worst = 0;
                for (int i = 0; i < 200; i++) {
                    try (SlowCheckGate.Place place = entered(gate, KeyHash.of("id" + id), HERE)) {
                        most.accumulateAndGet(all.incrementAndGet(), Math::max);
                        worst = Math.max(worst, byId.get(id).incrementAndGet());
                        assertThat(place).isNotNull();
                        Thread.onSpinWait();
                        byId.get(id).decrementAndGet();
                        all.decrementAndGet();
                    }
                }
                return worst;
            }));
        }
        for (Future<Integer> result : results) {
            assertThat(result.get(1, TimeUnit.MINUTES)).isOne();
        }
        assertThat(most.get()).isBetween(1, 2);
    }

    @Test
    void interruptedWait_endsWithoutAPlaceAndStaysInterrupted() throws Exception {
        SlowCheckGate gate = new SlowCheckGate(new SlowCheckLimits(1, 8, 8, 8, Duration.ofMinutes(1)));
        SlowCheckGate.Place running = entered(gate, ONE, HERE);
        Future<Boolean> waiting = pool.submit(() -> {
            Thread.currentThread().interrupt();
            return gate.enter(ONE, HERE) == null && Thread.interrupted();
        });

        assertThat(waiting.get(1, TimeUnit.MINUTES)).isTrue();
        running.close();
        entered(gate, ONE, HERE).close();
    }

    @Test
    void limitsThatCanNotBe_areRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> gate(0, 1, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> gate(2, 1, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> gate(1, 1, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> gate(1, 1, 1, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SlowCheckLimits(1, 1, 1, 1, Duration.ofMillis(-1)))
                .withMessageContaining("PT-0.001S");
        assertThatIllegalArgumentException().isThrownBy(() -> new SlowCheckLimits(1, 1, 1, 1, Duration.ofSeconds(61)));
        assertThat(SlowCheckLimits.defaults().running()).isPositive();
    }

    private static boolean runs(SlowCheckGate gate, KeyHash id, IpAddress client, CountDownLatch finish)
            throws InterruptedException {
        try (SlowCheckGate.Place place = gate.enter(id, client)) {
            if (place == null) {
                return false;
            }
            finish.await();
            return true;
        }
    }
}
