package io.keystile.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.key.KeyHash;
import io.keystile.store.Freshness;
import io.keystile.store.KeyMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** With threads of their own. */
class ConcurrentLoadsTest {
    private static final int THREADS = 8;

    private final FakeTime time = new FakeTime();
    private final FakeDatabase database = new FakeDatabase(time);
    private final Node here = new Node(database, time, Freshness.withoutOutageGrace());
    private final Node there = new Node(database, time, Freshness.withoutOutageGrace());

    @Test
    void missesOfOneKey_shareOneQuery() throws Exception {
        KeyHash hash = Node.hash(there.issue());
        here.readChanges();
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        here.store.onTheWay = () -> {
            asked.countDown();
            hold(answer);
        };
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<@Nullable KeyMatch>> found = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                found.add(pool.submit(() -> here.find(hash)));
            }
            assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
            while (here.cached.figures().misses() < THREADS) {
                Thread.onSpinWait();
            }
            answer.countDown();
            KeyMatch first = Objects.requireNonNull(found.get(0).get(10, TimeUnit.SECONDS));
            for (Future<@Nullable KeyMatch> one : found) {
                assertThat(one.get(10, TimeUnit.SECONDS)).isSameAs(first);
            }
        } finally {
            answer.countDown();
            pool.shutdownNow();
        }
        assertThat(here.store.loads.get()).isEqualTo(1);
    }

    private static void hold(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
