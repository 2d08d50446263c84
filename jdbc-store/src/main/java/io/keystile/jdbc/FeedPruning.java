package io.keystile.jdbc;

import io.keystile.store.Change;
import io.keystile.store.StoreUnavailableException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets entries that every node has read long ago. The node whose commit crosses a multiple of {@value #EVERY} positions
 * does it, behind that commit: at most twice as many rows as came in, so that it keeps up and is never long. A node that was
 * away for longer drops its cache.
 */
final class FeedPruning {
    private static final Logger LOG = LoggerFactory.getLogger(FeedPruning.class);
    private static final int EVERY = 1_024;
    private static final int BATCH = 1_024;
    private static final int BATCHES_PER_COMMIT = 2;

    private final Connections connections;
    private final Duration kept;

    FeedPruning(Connections connections, Duration kept) {
        this.connections = connections;
        this.kept = kept;
    }

    /** Now and then prunes; a failure costs nothing but rows. */
    void afterCommit(List<Change> changes) {
        long first = changes.get(0).position();
        long last = changes.get(changes.size() - 1).position();
        if ((first - 1) / EVERY == last / EVERY) {
            return;
        }
        try {
            prune(kept, BATCHES_PER_COMMIT);
        } catch (StoreUnavailableException e) {
            LOG.warn("the feed was not pruned: {}", e.getMessage());
        }
    }

    /** Removes entries older than {@code olderThan}, the oldest first; how many. */
    long prune(Duration olderThan, int batches) {
        long removed = 0;
        for (int i = 0; i < batches; i++) {
            int batch = batch(olderThan);
            removed += batch;
            if (batch < BATCH) {
                break;
            }
        }
        return removed;
    }

    private int batch(Duration olderThan) {
        try {
            return connections.transaction("prune the feed", sql -> batch(sql, olderThan.toMillis()));
        } catch (SQLException e) {
            throw SqlFailure.unavailable("prune the feed", e);
        }
    }

    private static int batch(Sql sql, long olderThanMillis) throws SQLException {
        // The oldest rows alone are looked at: no index by time is needed.
        List<Long> old = sql.list(
                "SELECT o.position FROM (SELECT position, committed_at FROM keystile_change ORDER BY position LIMIT ?) o"
                        + " WHERE o.committed_at < " + sql.database().nowMillis() + " - ? ORDER BY o.position",
                row -> row.getLong(1),
                BATCH,
                olderThanMillis);
        if (old.isEmpty()) {
            return 0;
        }
        long last = old.get(old.size() - 1);
        int removed = sql.update("DELETE FROM keystile_change WHERE position <= ?", last);
        sql.update("UPDATE keystile_store SET oldest_kept = ? WHERE id = 1 AND oldest_kept < ?", last + 1, last + 1);
        return removed;
    }
}
