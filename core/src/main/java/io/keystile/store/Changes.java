package io.keystile.store;

import java.time.Instant;
import java.util.List;

/**
 * One read of a {@link ChangeFeed}.
 *
 * @param changes in their order; fewer than the limit only if they reach the head
 * @param head the feed as it stood: every change at or below it has been committed
 * @param oldestKept the lowest position that is still kept, one more than the head's if none is: a reader who stands below
 *     the one before it has missed changes
 * @param storeTime the store's clock during the read
 */
public record Changes(List<Change> changes, FeedPosition head, long oldestKept, Instant storeTime) {
    /** Copies. */
    public Changes {
        changes = List.copyOf(changes);
    }
}
