package io.keystile.jdbc;

import io.keystile.store.Change;
import io.keystile.store.ChangeFeed;
import io.keystile.store.Changes;
import io.keystile.store.FeedPosition;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The feed over its table: read by polling, hurried by PostgreSQL's notifications where they were asked for. */
final class JdbcChangeFeed implements ChangeFeed {
    private final Connections connections;
    private final Commits commits;
    private final @Nullable PostgresHints hints;

    JdbcChangeFeed(Connections connections, Commits commits, @Nullable PostgresHints hints) {
        this.connections = connections;
        this.commits = commits;
        this.hints = hints;
    }

    @Override
    public Changes after(@Nullable FeedPosition position, int limit) {
        return connections.read("read the feed", sql -> FeedRows.after(sql, position, limit));
    }

    @Override
    public Subscription onHint(Runnable wake) {
        return hints == null ? () -> {} : hints.onHint(wake);
    }

    @Override
    public Subscription onCommit(Consumer<List<Change>> obey) {
        return commits.onCommit(obey);
    }
}
