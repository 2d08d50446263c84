package io.keystile.ratelimit;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps requests from waiting for a store that doesn't answer. Says when it opens and when it closes, once each. */
final class Circuit {
    private static final Logger LOG = LoggerFactory.getLogger(Circuit.class);
    private static final int FAILURES = 3;

    private final String store;
    private final long pauseNanos;
    private final LongSupplier nanoTime;
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicLong nextTry = new AtomicLong();

    Circuit(String store, Patience patience, LongSupplier nanoTime) {
        this.store = store;
        this.pauseNanos = patience.pause().toNanos();
        this.nanoTime = nanoTime;
    }

    boolean isOpen() {
        return failures.get() >= FAILURES;
    }

    /** Whether to call; of those that ask while it is open, one in each pause may. */
    boolean admits() {
        if (!isOpen()) {
            return true;
        }
        long now = nanoTime.getAsLong();
        long next = nextTry.get();
        return now - next >= 0 && nextTry.compareAndSet(next, now + pauseNanos);
    }

    void succeeded() {
        if (failures.get() != 0 && failures.getAndSet(0) >= FAILURES) {
            LOG.info("Rate limits are counted in {} again", store);
        }
    }

    /** Notes a failure. */
    void failed(String cause) {
        if (isOpen()) {
            return; // a try that failed: the next one's time is set
        }
        nextTry.set(nanoTime.getAsLong() + pauseNanos);
        if (failures.incrementAndGet() == FAILURES) {
            LOG.warn("Rate limits can't be counted in {}: {}", store, cause);
        }
    }
}
