package io.keystile.testkit;

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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One node's way to a {@link ReplicatedStore}. Thread-safe. */
public final class StoreNode implements CredentialStore, ChangeFeed {
    private final ReplicatedStore shared;
    private final List<Consumer<List<Change>>> obeying = new CopyOnWriteArrayList<>();
    private final List<Runnable> waking = new CopyOnWriteArrayList<>();
    private volatile boolean broken;
    private volatile boolean feedBroken;
    private volatile boolean hinting = true;
    private volatile Runnable onTheWayBack = () -> {};

    StoreNode(ReplicatedStore shared) {
        this.shared = shared;
    }

    /** From now on nothing can be asked this way; what was asked before and is under way gets no answer either. */
    public void breakDown() {
        broken = true;
    }

    /** From now on the changes can't be read this way; all else can. */
    public void breakFeed() {
        feedBroken = true;
    }

    /** From now on everything can be asked. */
    public void recover() {
        broken = false;
        feedBroken = false;
    }

    /** From now on nobody is told of others' commits: they are seen when the changes are read next. */
    public void dropHints() {
        hinting = false;
    }

    /**
     * What is done with each answer that was read and has not arrived yet: something that commits, something that waits.
     * Called on the asking thread.
     */
    public void whileOnTheWayBack(Runnable event) {
        onTheWayBack = event;
    }

    void hint() {
        if (hinting) {
            waking.forEach(Runnable::run);
        }
    }

    private <T extends @Nullable Object> T asked(Supplier<T> question) {
        checkWay();
        T answer = question.get();
        onTheWayBack.run();
        checkWay();
        return answer;
    }

    private void checkWay() {
        if (broken) {
            throw new StoreUnavailableException("the test has broken this node's way to the store");
        }
    }

    private boolean committed(Supplier<List<Change>> commit) {
        checkWay();
        List<Change> made = commit.get();
        if (!made.isEmpty()) {
            obeying.forEach(obey -> obey.accept(made));
        }
        return !made.isEmpty();
    }

    @Override
    public @Nullable KeyMatch findByKey(KeyHash hash) {
        return asked(() -> shared.records().findByKey(hash));
    }

    @Override
    public List<KeyMatch> findByKeys(Collection<KeyHash> hashes) {
        return asked(() -> shared.records().findByKeys(hashes));
    }

    @Override
    public @Nullable KeyMatch findByGeneration(CredentialId id, int generation) {
        return asked(() -> shared.records().findByGeneration(id, generation));
    }

    @Override
    public @Nullable Credential findById(CredentialId id) {
        return asked(() -> shared.records().findById(id));
    }

    @Override
    public @Nullable Tenant findTenant(String id) {
        return asked(() -> shared.records().findTenant(id));
    }

    @Override
    public List<Credential> find(CredentialQuery query, int limit, @Nullable CredentialId after) {
        return asked(() -> shared.records().find(query, limit, after));
    }

    @Override
    public boolean insert(Credential first, LifecycleEvent event) {
        return committed(() -> shared.insert(first, event));
    }

    @Override
    public boolean replace(Credential next, Credential before, LifecycleEvent event) {
        return committed(() -> shared.replace(next, before, event));
    }

    @Override
    public boolean replace(Tenant next, Tenant before, LifecycleEvent event) {
        return committed(() -> shared.replace(next, before, event));
    }

    @Override
    public List<LifecycleEvent> events(CredentialId id, int limit) {
        return asked(() -> shared.records().events(id, limit));
    }

    @Override
    public List<LifecycleEvent> tenantEvents(String tenant, int limit) {
        return asked(() -> shared.records().tenantEvents(tenant, limit));
    }

    @Override
    public void markUsed(Map<CredentialId, Instant> uses) {
        asked(() -> {
            shared.records().markUsed(uses);
            return true;
        });
    }

    @Override
    public Map<CredentialId, Instant> lastUsed(Collection<CredentialId> ids) {
        return asked(() -> shared.records().lastUsed(ids));
    }

    @Override
    public ChangeFeed changes() {
        return this;
    }

    @Override
    public Changes after(@Nullable FeedPosition position, int limit) {
        return asked(() -> {
            if (feedBroken) {
                throw new StoreUnavailableException("the test has broken this node's feed");
            }
            return shared.after(position, limit);
        });
    }

    @Override
    public Subscription onHint(Runnable wake) {
        waking.add(wake);
        return () -> waking.remove(wake);
    }

    @Override
    public Subscription onCommit(Consumer<List<Change>> obey) {
        obeying.add(obey);
        return () -> obeying.remove(obey);
    }
}
