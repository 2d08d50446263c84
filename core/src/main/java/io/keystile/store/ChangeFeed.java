package io.keystile.store;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The changes of a store in the order of their commits, whichever process made them. For authors of stores.
 *
 * <p>Positions are given out by the commit order and nothing else: whoever has read up to a position will never see another
 * change at or below it. A sequence or a clock can't promise that.
 */
public interface ChangeFeed {
    /**
     * The changes behind {@code position}, in their order.
     *
     * @param position as far as was read before; null: none, and only the head is asked for
     * @param limit the most changes to return, at least 1
     * @throws StoreUnavailableException if the store can't be asked; within a bound that the store states
     */
    Changes after(@Nullable FeedPosition position, int limit);

    /**
     * Calls {@code wake} on a thread of the store's own soon after another process has committed. Only a hint: it may never
     * come, come late, or come twice.
     */
    Subscription onHint(Runnable wake);

    /**
     * Calls {@code obey} on the committing thread with each commit made through this store object, after it and before the
     * call that committed returns. What {@code obey} throws is not passed on.
     */
    Subscription onCommit(Consumer<List<Change>> obey);

    /** Ends the calls. */
    @FunctionalInterface
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
