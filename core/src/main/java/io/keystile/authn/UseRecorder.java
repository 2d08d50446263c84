package io.keystile.authn;

import io.keystile.key.Environment;
import io.keystile.store.CredentialStore;
import io.keystile.store.KeyMatch;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Tells the stores when credentials were last used, to the minute, in batches and on a thread of its own. A request only notes
 * its minute, once for each credential; what a store can't be told is kept for the next time. Thread-safe.
 */
public final class UseRecorder implements AutoCloseable {
    private static final int MILLIS_PER_MINUTE = 60_000;
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(5);

    private final Map<Environment, PendingUses> pending = new EnumMap<>(Environment.class);
    private final ReentrantLock flushing = new ReentrantLock();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(UseRecorder::daemon);

    /** Tells these stores, when {@link #flush} or {@link #close} is called. */
    public UseRecorder(Map<Environment, CredentialStore> stores) {
        stores.forEach((environment, store) -> pending.put(environment, new PendingUses(store)));
    }

    /** From now on also every so often. */
    @SuppressWarnings("FutureReturnValueIgnored") // nothing to learn from it: a flush throws nothing
    public void startEvery(Duration interval) {
        thread.scheduleWithFixedDelay(this::flush, interval.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "keystile-uses");
        thread.setDaemon(true);
        return thread;
    }

    /** Notes that a key, current or previous, has let a request in. */
    void note(KeyMatch match, long nowMillis) {
        long minute = Math.floorDiv(nowMillis, MILLIS_PER_MINUTE);
        if (match.isFirstUseIn(minute)) {
            PendingUses uses = pending.get(match.credential().environment());
            if (uses != null) {
                uses.note(match.credential().id(), Instant.ofEpochSecond(minute * 60));
            }
        }
    }

    /** Tells the stores what was noted by now. Throws nothing for a store that can't be told. */
    public void flush() {
        flushing.lock();
        try {
            pending.values().forEach(PendingUses::flush);
        } finally {
            flushing.unlock();
        }
    }

    /** How many uses wait to be told. */
    int waiting() {
        return pending.values().stream().mapToInt(PendingUses::size).sum();
    }

    /** How many uses were not noted, since too many waited already. */
    long lost() {
        return pending.values().stream().mapToLong(PendingUses::lost).sum();
    }

    /** Tells the stores for the last time, for 5 seconds at most. Again: does nothing. */
    @Override
    public void close() {
        if (thread.isShutdown()) {
            return;
        }
        thread.execute(this::flush);
        thread.shutdown();
        try {
            thread.awaitTermination(LONGEST_CLOSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.shutdownNow();
    }
}
