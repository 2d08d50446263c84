package io.keystile.cache;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A daemon thread that does one thing again and again. */
final class Worker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final Duration LEAST_PAUSE = Duration.ofMillis(5);
    private static final Duration AFTER_A_BUG = Duration.ofSeconds(1);
    private static final long LAST_ROUND_MILLIS = 2_000;

    private final Round round;
    private final Thread thread;
    private final Semaphore wake = new Semaphore(0);
    private final CountDownLatch closed = new CountDownLatch(1);

    Worker(String name, Round round) {
        this.round = round;
        this.thread = new Thread(null, this::run, name, 0, false);
        thread.setDaemon(true);
        // Not that of whichever web application happens to start first.
        thread.setContextClassLoader(Worker.class.getClassLoader());
    }

    void start() {
        thread.start();
    }

    /** Makes the next round come at once; one for all calls until then. */
    void wake() {
        if (wake.availablePermits() == 0) {
            wake.release();
        }
    }

    private void run() {
        try {
            while (!closed.await(LEAST_PAUSE.toNanos(), TimeUnit.NANOSECONDS)) {
                Duration pause = runRound();
                if (closed.getCount() > 0 && wake.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                    wake.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // and ends
        }
    }

    // A thread that ended here would stop all keys: the next round may go well.
    private Duration runRound() {
        try {
            return round.run();
        } catch (RuntimeException | Error e) {
            LOG.error("{} failed, and goes on", thread.getName(), e);
            return AFTER_A_BUG;
        }
    }

    /** Ends the thread: after its round, or in the middle of one that takes long. */
    @Override
    public void close() {
        closed.countDown();
        wake.release();
        try {
            thread.join(LAST_ROUND_MILLIS);
            thread.interrupt();
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    /** One round. */
    @FunctionalInterface
    interface Round {
        /** How long to wait then. */
        Duration run();
    }
}
