package io.keystile.cache;

import io.keystile.key.KeyHash;
import io.keystile.store.CredentialStore;
import io.keystile.store.Freshness;
import io.keystile.store.KeyMatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads cached records again before they are too old, in batches and on a thread of its own, so that changes made past the
 * library are seen too. One query a round; none where nothing is due or the store can't be asked. What was not used for ten
 * rounds goes instead.
 */
final class Sweep {
    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);
    private static final int MOST_IDLE_ROUNDS = 10;

    private final CredentialStore store;
    private final Entries entries;
    private final Trust trust;
    private final Clocks clocks;
    private final Pace pace;
    private final Counters counters;

    Sweep(CredentialStore store, Entries entries, Trust trust, Clocks clocks, Freshness freshness, Counters counters) {
        this.store = store;
        this.entries = entries;
        this.trust = trust;
        this.clocks = clocks;
        this.pace = new Pace(freshness);
        this.counters = counters;
    }

    Duration round() {
        if (trust.isFresh()) {
            try {
                sweep();
            } catch (RuntimeException e) {
                LOG.debug("A sweep failed; what is too old by then will not be believed", e);
            }
        }
        return pace.betweenSweeps();
    }

    private void sweep() {
        List<Entry> due = new ArrayList<>();
        long now = clocks.nanos().getAsLong();
        for (Entry entry : entries.readBefore(pace.sweptFromNanos(), now, pace.sweepSize(entries.known()))) {
            if (entry.countIdleRound() > MOST_IDLE_ROUNDS) {
                entries.remove(entry);
            } else {
                due.add(entry);
            }
        }
        if (!due.isEmpty()) {
            readAgain(due);
        }
    }

    private void readAgain(List<Entry> due) {
        Moment sent = clocks.now();
        long stamp = entries.stamp();
        List<KeyHash> hashes = new ArrayList<>();
        due.forEach(entry -> hashes.add((KeyHash) entry.key()));
        Map<KeyHash, KeyMatch> found = new HashMap<>();
        store.findByKeys(hashes).forEach(match -> found.put(match.key().hash(), match));
        counters.sweeps.increment();
        due.forEach(entry -> entries.renew(entry, found.get(entry.key()), sent, stamp));
    }
}
