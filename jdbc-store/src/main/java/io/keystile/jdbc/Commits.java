package io.keystile.jdbc;

import io.keystile.store.Change;
import io.keystile.store.ChangeFeed.Subscription;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells who asked of each commit made through one store object, on the thread that made it. Thread-safe. */
final class Commits {
    private static final Logger LOG = LoggerFactory.getLogger(Commits.class);

    private final List<Consumer<List<Change>>> listeners = new CopyOnWriteArrayList<>();
    private final FeedPruning pruning;

    Commits(FeedPruning pruning) {
        this.pruning = pruning;
    }

    Subscription onCommit(Consumer<List<Change>> obey) {
        Consumer<List<Change>> own = changes -> obey.accept(changes);
        listeners.add(own);
        return () -> listeners.remove(own);
    }

    /** These are committed. */
    void made(List<Change> changes) {
        for (Consumer<List<Change>> listener : listeners) {
            try {
                listener.accept(changes);
            } catch (RuntimeException e) {
                LOG.warn("a listener to commits failed: {}", e.getClass().getName());
            }
        }
        pruning.afterCommit(changes);
    }
}
