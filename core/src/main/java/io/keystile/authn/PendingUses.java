package io.keystile.authn;

import io.keystile.credential.CredentialId;
import io.keystile.store.CredentialStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The uses that one store is still to be told. Noted by many threads, flushed by one at a time. */
final class PendingUses {
    /** Some ten megabytes; a store that was away long enough for that many credentials loses some marks. */
    static final int MOST = 100_000;

    /** The most that a store is told at once. */
    static final int BATCH = 500;

    private static final Logger LOG = LoggerFactory.getLogger(PendingUses.class);

    private final CredentialStore store;
    private final Map<CredentialId, Instant> latest = new ConcurrentHashMap<>();
    private final LongAdder lost = new LongAdder();
    // Said once for each outage; only the flushing thread looks.
    private boolean failing;

    PendingUses(CredentialStore store) {
        this.store = store;
    }

    void note(CredentialId id, Instant minute) {
        if (latest.size() >= MOST && !latest.containsKey(id)) {
            lost.increment();
            return;
        }
        latest.merge(id, minute, PendingUses::later);
    }

    void flush() {
        Map<CredentialId, Instant> batch = new HashMap<>();
        for (Map.Entry<CredentialId, Instant> use : latest.entrySet()) {
            batch.put(use.getKey(), use.getValue());
            if (batch.size() == BATCH) {
                if (!tell(batch)) {
                    return;
                }
                batch.clear();
            }
        }
        if (!batch.isEmpty()) {
            tell(batch);
        }
    }

    int size() {
        return latest.size();
    }

    long lost() {
        return lost.sum();
    }

    private boolean tell(Map<CredentialId, Instant> batch) {
        try {
            store.markUsed(Map.copyOf(batch));
        } catch (RuntimeException e) {
            if (!failing) {
                LOG.warn(
                        "Times of last use can't be stored, and are kept until they can: {}",
                        e.getClass().getName());
            }
            failing = true;
            return false;
        }
        failing = false;
        // A use that was noted meanwhile is another value, and stays.
        batch.forEach(latest::remove);
        return true;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
