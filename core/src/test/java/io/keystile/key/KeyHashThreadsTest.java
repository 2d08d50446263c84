package io.keystile.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeyHashThreadsTest {

    @Test
    void platformThreadsInParallel_hashRight() throws Exception {
        assertThat(VirtualThreads.isCurrent()).isFalse();
        assertThat(keepsItsTools()).isTrue();
        assertHashesRight(Executors.newFixedThreadPool(4));
    }

    @Test
    void virtualThreads_hashRightAndKeepNothing() throws Exception {
        assumeTrue(
                Runtime.version().feature() >= 21,
                "this Java release has no virtual threads; the build's other release runs this");
        ExecutorService threads = (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);

        assertThat(threads.submit(VirtualThreads::isCurrent).get()).isTrue();
        assertThat(threads.submit(KeyHashThreadsTest::keepsItsTools).get()).isFalse();
        assertHashesRight(threads);
    }

    private static void assertHashesRight(ExecutorService threads) throws Exception {
        try {
            List<Callable<Boolean>> tasks = IntStream.range(0, 8)
                    .<Callable<Boolean>>mapToObj(seed -> () -> hashesRight(seed))
                    .toList();
            for (Future<Boolean> right : threads.invokeAll(tasks)) {
                assertThat(right.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static boolean keepsItsTools() {
        Object first = Sha256.tools();
        return first == Sha256.tools();
    }

    private static boolean hashesRight(int seed) throws Exception {
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            String text = KeySamples.letters(random, random.nextInt(300));
            if (!KeyHash.of(text).equals(KeyHash.ofBytes(KeyHashTest.expected(text)))) {
                return false;
            }
        }
        return true;
    }
}
