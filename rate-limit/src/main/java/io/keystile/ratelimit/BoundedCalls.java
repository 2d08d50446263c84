package io.keystile.ratelimit;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Calls of a store that may hang, on threads of their own, so that a request waits for one no longer than it was said. */
final class BoundedCalls implements AutoCloseable {
    private static final long IDLE_SECONDS = 10;

    private final ExecutorService threads;
    private final Circuit circuit;
    private final long timeoutNanos;

    BoundedCalls(String store, int most, Patience patience) {
        AtomicInteger count = new AtomicInteger();
        this.threads =
                new ThreadPoolExecutor(0, most, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(true), task -> {
                    Thread thread = new Thread(task, "keystile-rate-limit-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        this.circuit = new Circuit(store, patience, System::nanoTime);
        this.timeoutNanos = patience.timeout().toNanos();
    }

    /** What it returns; null if it fails, takes too long, or finds no thread. */
    <T> @Nullable T call(Callable<T> task) {
        if (!circuit.admits()) {
            return null;
        }
        try {
            Future<T> future = threads.submit(task);
            T result;
            try {
                result = future.get(timeoutNanos, TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                future.cancel(true);
                throw e;
            }
            circuit.succeeded();
            return result;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } catch (TimeoutException e) {
            circuit.failed("no answer in time");
            return null;
        } catch (RejectedExecutionException | CancellationException e) {
            circuit.failed("all its threads wait");
            return null;
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            circuit.failed(cause == null ? "it failed" : cause.getClass().getName());
            return null;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
