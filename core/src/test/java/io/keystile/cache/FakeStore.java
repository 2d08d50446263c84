package io.keystile.cache;

import io.keystile.credential.Credential;
import io.keystile.credential.CredentialId;
import io.keystile.credential.LifecycleEvent;
import io.keystile.credential.Tenant;
import io.keystile.key.KeyHash;
import io.keystile.store.Change;
import io.keystile.store.ChangeFeed;
import io.keystile.store.Changes;
import io.keystile.store.CredentialQuery;
import io.keystile.store.CredentialStore;
import io.keystile.store.FeedPosition;
import io.keystile.store.KeyMatch;
import io.keystile.store.StoreUnavailableException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One node's way to a {@link FakeDatabase}. What is read is read at one moment; something may happen before and after it, as on a
 * slow network.
 */
public final class FakeStore implements CredentialStore, ChangeFeed {
    final FakeDatabase database;
    final AtomicInteger loads = new AtomicInteger();
    final AtomicInteger reads = new AtomicInteger();
    final AtomicInteger sweeps = new AtomicInteger();
    final List<Runnable> wakes = new CopyOnWriteArrayList<>();
    private final List<Consumer<List<Change>>> obeying = new CopyOnWriteArrayList<>();
    /** Whether it can't be asked. */
    public volatile boolean broken;

    volatile boolean feedBroken;
    volatile boolean hasFeed = true;
    volatile Runnable onTheWay = () -> {};
    volatile Runnable onTheWayBack = () -> {};

    /** Another way to it. */
    public FakeStore(FakeDatabase database) {
        this.database = database;
    }

    private <T extends @Nullable Object> T asked(Supplier<T> question) {
        onTheWay.run();
        if (broken) {
            throw new StoreUnavailableException("broken by the test");
        }
        T answer = question.get();
        onTheWayBack.run();
        return answer;
    }

    @Override
    public @Nullable KeyMatch findByKey(KeyHash hash) {
        loads.incrementAndGet();
        return asked(() -> database.find(hash));
    }

    @Override
    public @Nullable Credential findById(CredentialId id) {
        return asked(() -> database.records.findById(id));
    }

    @Override
    public @Nullable KeyMatch findByGeneration(CredentialId id, int generation) {
        loads.incrementAndGet();
        return asked(() -> database.records.findByGeneration(id, generation));
    }

    @Override
    public List<KeyMatch> findByKeys(Collection<KeyHash> hashes) {
        sweeps.incrementAndGet();
        return asked(() ->
                hashes.stream().map(database::find).filter(Objects::nonNull).toList());
    }

    @Override
    public @Nullable Tenant findTenant(String id) {
        return asked(() -> database.records.findTenant(id));
    }

    @Override
    public List<Credential> find(CredentialQuery query, int limit, @Nullable CredentialId after) {
        return asked(() -> database.records.find(query, limit, after));
    }

    @Override
    public boolean insert(Credential first, LifecycleEvent event) {
        return committed(() -> database.insert(this, first, event));
    }

    @Override
    public boolean replace(Credential next, Credential before, LifecycleEvent event) {
        return committed(() -> database.replace(this, next, before, event));
    }

    @Override
    public boolean replace(Tenant next, Tenant before, LifecycleEvent event) {
        return committed(() -> database.replace(this, next, before, event));
    }

    private boolean committed(Supplier<@Nullable Change> commit) {
        if (broken) {
            throw new StoreUnavailableException("broken by the test");
        }
        Change change = commit.get();
        if (change != null) {
            obeying.forEach(obey -> obey.accept(List.of(change)));
        }
        return change != null;
    }

    @Override
    public List<LifecycleEvent> events(CredentialId id, int limit) {
        return List.of();
    }

    @Override
    public List<LifecycleEvent> tenantEvents(String tenant, int limit) {
        return List.of();
    }

    @Override
    public void markUsed(Map<CredentialId, Instant> uses) {}

    @Override
    public Map<CredentialId, Instant> lastUsed(Collection<CredentialId> ids) {
        return Map.of();
    }

    @Override
    public @Nullable ChangeFeed changes() {
        return hasFeed ? this : null;
    }

    @Override
    public Changes after(@Nullable FeedPosition position, int limit) {
        reads.incrementAndGet();
        return asked(() -> {
            if (feedBroken) {
                throw new StoreUnavailableException("feed broken by the test");
            }
            return database.after(position, limit);
        });
    }

    @Override
    public Subscription onHint(Runnable wake) {
        wakes.add(wake);
        return () -> wakes.remove(wake);
    }

    @Override
    public Subscription onCommit(Consumer<List<Change>> obey) {
        obeying.add(obey);
        return () -> obeying.remove(obey);
    }

    /** Wakes whoever wants hints. */
    public void hint() {
        wakes.forEach(Runnable::run);
    }

    /** Whether nobody is subscribed. */
    public boolean isForgotten() {
        return wakes.isEmpty() && obeying.isEmpty();
    }
}
