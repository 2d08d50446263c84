package io.keystile.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;

/** Many threads that start at once. */
final class Race {
    private static final long TIMEOUT_SECONDS = 60;

    private Race() {}

    /** Runs {@code step} {@code steps} times on each thread, with a number of its own each time. */
    static void run(int threads, int steps, IntConsumer step) {
        collect(threads, steps, n -> {
            step.accept(n);
            return n;
        });
    }

    /** The same, with what each step returns. */
    static <T> List<T> collect(int threads, int steps, IntFunction<T> step) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        CyclicBarrier start = new CyclicBarrier(threads);
        try {
            List<Future<List<T>>> results = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                int thread = t;
                Callable<List<T>> run = () -> {
                    start.await();
                    List<T> own = new ArrayList<>();
                    for (int s = 0; s < steps; s++) {
                        own.add(step.apply(s * threads + thread));
                    }
                    return own;
                };
                results.add(pool.submit(run));
            }
            List<T> all = new ArrayList<>();
            for (Future<List<T>> result : results) {
                all.addAll(result.get(TIMEOUT_SECONDS, TimeUnit.SECONDS));
            }
            return all;
        } catch (ExecutionException e) {
            throw new AssertionError("a thread failed: " + e.getCause(), e.getCause());
        } catch (InterruptedException | java.util.concurrent.TimeoutException e) {
            throw new AssertionError("the threads did not end within " + TIMEOUT_SECONDS + " s", e);
        } finally {
            pool.shutdownNow();
        }
    }
}
