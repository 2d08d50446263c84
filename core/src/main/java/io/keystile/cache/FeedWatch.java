package io.keystile.cache;

import io.keystile.store.Freshness;
import io.keystile.store.StoreUnavailableException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the changes read, round by round, and lets requests wait for a read that they all share. An outage is declared
 * when two reads running have failed, or a request has waited for one in vain: from then on nobody waits, until a read
 * succeeds.
 */
final class FeedWatch {
    private static final Logger LOG = LoggerFactory.getLogger(FeedWatch.class);
    private static final Duration LEAST_WAIT = Duration.ofMillis(500);

    private final String store;
    private final FeedReader reader;
    private final Trust trust;
    private final Pace pace;
    private final Counters counters;
    private final long waitNanos;
    private final AtomicInteger failures = new AtomicInteger();
    private volatile @Nullable Moment givenUp;
    private volatile boolean closed;
    private volatile Runnable wake = () -> {};
    private volatile CompletableFuture<Void> end = new CompletableFuture<>();

    /**
     * Over a reader.
     *
     * @param store its name in the log
     */
    FeedWatch(String store, FeedReader reader, Trust trust, Freshness freshness, Counters counters) {
        this.store = store;
        this.reader = reader;
        this.trust = trust;
        this.pace = new Pace(freshness);
        this.counters = counters;
        this.waitNanos = Math.max(freshness.maxStaleness().toNanos(), LEAST_WAIT.toNanos());
    }

    /** What makes the next round come at once. */
    void wakeBy(Runnable waker) {
        wake = waker;
    }

    /** One read; by one thread alone. */
    Duration round() {
        try {
            reader.readToHead();
            succeeded();
            return pace.betweenReads();
        } catch (RuntimeException e) {
            failed(e);
            return pace.afterFailures(failures.get());
        } finally {
            CompletableFuture<Void> ended = end;
            end = new CompletableFuture<>();
            ended.complete(null);
        }
    }

    private void succeeded() {
        if (failures.getAndSet(0) > 1) {
            LOG.info("The {} store's changes can be read again", store);
        }
    }

    // One line when an outage begins: a store that is gone for an hour must not fill the log.
    private void failed(RuntimeException e) {
        counters.failedFeedReads.increment();
        if (failures.incrementAndGet() == 2) {
            LOG.warn("The {} store's changes can't be read: keys get 503 soon, but for any outage grace", store, e);
        } else if (!(e instanceof StoreUnavailableException)) {
            LOG.debug("The {} store's changes can't be read", store, e);
        }
    }

    /** Whether what is loaded now would be believed; waits for a read if it would not, no longer than is of use. */
    boolean awaitFresh() {
        long deadline = System.nanoTime() + waitNanos;
        while (!trust.isFresh()) {
            CompletableFuture<Void> next = end;
            if (trust.isFresh()) {
                return true; // by a read that ended just before
            }
            long left = deadline - System.nanoTime();
            if (isOutage() || left <= 0 || !await(next, left)) {
                return false;
            }
        }
        return true;
    }

    private boolean await(CompletableFuture<Void> next, long nanos) {
        wake.run();
        try {
            next.get(nanos, TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            givenUp = reader.underWay();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("only ever completed", e);
        }
        return false;
    }

    boolean isOutage() {
        Moment abandoned = givenUp;
        return closed || failures.get() > 1 || (abandoned != null && abandoned == reader.underWay());
    }

    /** Nobody waits from now on. */
    void close() {
        closed = true;
    }
}
