package io.keystile.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.key.KeyHash;
import io.keystile.store.Freshness;
import io.keystile.store.KeyMatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
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
    // Who shares a query waits as long as the promise lasts, by a real clock.
    private final Freshness patient = Freshness.withoutOutageGrace().withMaxStaleness(Duration.ofMinutes(1));
    private final Node here = new Node(database, time, patient);
    private final Node there = new Node(database, time, patient);

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
        List<Thread> threads = new CopyOnWriteArrayList<>();
        ExecutorService pool = Executors.newFixedThreadPool(THREADS, work -> {
            Thread thread = new Thread(work);
            threads.add(thread);
            return thread;
        });
        try {
            List<Future<@Nullable KeyMatch>> found = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                found.add(pool.submit(() -> here.find(hash)));
            }
            assertThat(asked.await(1, TimeUnit.MINUTES)).isTrue();
            // A miss that has not come to the query yet might come when it is over: one waits for the answer, all
            // others for it.
            while (!threads.stream().allMatch(thread -> thread.getState() == Thread.State.TIMED_WAITING)) {
                Thread.onSpinWait();
            }
            assertThat(here.cached.figures().misses()).isEqualTo(THREADS);
            answer.countDown();
            KeyMatch first = Objects.requireNonNull(found.get(0).get(1, TimeUnit.MINUTES));
            for (Future<@Nullable KeyMatch> one : found) {
                assertThat(one.get(1, TimeUnit.MINUTES)).isSameAs(first);
            }
        } finally {
            answer.countDown();
            pool.shutdownNow();
        }
        assertThat(here.store.loads.get()).isEqualTo(1);
    }

    private static void hold(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
