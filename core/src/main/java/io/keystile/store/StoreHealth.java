package io.keystile.store;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How one environment's store looks from this node.
 *
 * @param state what it comes to
 * @param lag the time since the last successful read of the changes was sent; null: none was yet, or none is needed
 * @param lastRead when that was, by this node's wall clock; null likewise
 * @param clockOffset the store's clock less this node's wall clock, to half a round trip; zero where the store doesn't tell
 */
public record StoreHealth(
        State state, @Nullable Duration lag, @Nullable Instant lastRead, Duration clockOffset) {

    /** Whether requests are decided as promised, and no clock needs an operator. */
    public boolean isHealthy() {
        return switch (state) {
            case LOCAL, UNWATCHED, FRESH -> true;
            case STARTING, CLOCK_OFF, UNREACHABLE -> false;
        };
    }

    /** What it comes to. */
    public enum State {
        /** In this process's memory: asked on every request. */
        LOCAL,
        /** Has no feed of changes: each record is believed for {@code maxStaleness} after it was read. */
        UNWATCHED,
        /** No changes have been read yet: nothing is believed. */
        STARTING,
        /** What is cached is believed. */
        FRESH,
        /** As {@link #FRESH}, but this node's wall clock is further from the store's than is allowed. */
        CLOCK_OFF,
        /** The changes can't be read in time: keys get 503, but for those under the outage grace. */
        UNREACHABLE
    }
}
