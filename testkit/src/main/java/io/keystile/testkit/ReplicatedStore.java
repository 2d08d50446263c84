package io.keystile.testkit;

import io.keystile.credential.Credential;
import io.keystile.credential.LifecycleEvent;
import io.keystile.credential.StoredKey;
import io.keystile.credential.Tenant;
import io.keystile.key.KeyHash;
import io.keystile.store.Change;
import io.keystile.store.Changes;
import io.keystile.store.FeedPosition;
import io.keystile.store.InMemoryCredentialStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One set of credentials that several nodes of a test share, as they would share a database: each node takes a {@link #node()}
 * as its store, hears of the others' changes through its feed, and can be cut off or held up by itself. Thread-safe.
 */
public final class ReplicatedStore {
    private final InMemoryCredentialStore records = new InMemoryCredentialStore();
    private final List<Change> changes = new ArrayList<>();
    private final List<StoreNode> nodes = new CopyOnWriteArrayList<>();
    private final InstantSource clock;
    private String feed = "feed-1";
    private int feeds = 1;
    private long lastPosition;
    private long oldestKept = 1;

    /** Without any credential; its clock is the system's. */
    public ReplicatedStore() {
        this(InstantSource.system());
    }

    /** Without any credential, with a clock of its own. */
    public ReplicatedStore(InstantSource clock) {
        this.clock = clock;
    }

    /** A new way to it: one for each node. */
    public StoreNode node() {
        StoreNode node = new StoreNode(this);
        nodes.add(node);
        return node;
    }

    /** Forgets all changes so far: who has not read them has missed them. */
    public synchronized void prune() {
        changes.clear();
        oldestKept = lastPosition + 1;
    }

    /** Goes on as another copy, whose feed has another name. */
    public synchronized void failOver() {
        feeds++;
        feed = "feed-" + feeds;
    }

    InMemoryCredentialStore records() {
        return records;
    }

    List<Change> insert(Credential first, LifecycleEvent event) {
        return committed(commitInsert(first, event));
    }

    List<Change> replace(Credential next, Credential before, LifecycleEvent event) {
        return committed(commitReplace(next, before, event));
    }

    List<Change> replace(Tenant next, Tenant before, LifecycleEvent event) {
        return committed(commitReplace(next, before, event));
    }

    private synchronized @Nullable Change commitInsert(Credential first, LifecycleEvent event) {
        return records.insert(first, event) ? entered(credentialChange(first, first)) : null;
    }

    private synchronized @Nullable Change commitReplace(Credential next, Credential before, LifecycleEvent event) {
        return records.replace(next, before, event) ? entered(credentialChange(next, before)) : null;
    }

    private synchronized @Nullable Change commitReplace(Tenant next, Tenant before, LifecycleEvent event) {
        return records.replace(next, before, event)
                ? entered(new Change.OfTenant(lastPosition + 1, next.id(), next.version()))
                : null;
    }

    private Change credentialChange(Credential next, Credential before) {
        List<KeyHash> keys = Stream.of(next, before)
                .flatMap(credential -> credential.keys().all().stream())
                .map(StoredKey::hash)
                .distinct()
                .toList();
        return new Change.OfCredential(lastPosition + 1, next.id(), next.version(), keys);
    }

    private Change entered(Change change) {
        lastPosition = change.position();
        changes.add(change);
        return change;
    }

    private List<Change> committed(@Nullable Change change) {
        if (change == null) {
            return List.of();
        }
        nodes.forEach(StoreNode::hint);
        return List.of(change);
    }

    synchronized Changes after(@Nullable FeedPosition position, int limit) {
        List<Change> behind = position == null
                ? List.of()
                : changes.stream()
                        .filter(change -> change.position() > position.position())
                        .limit(limit)
                        .toList();
        return new Changes(behind, new FeedPosition(feed, lastPosition), oldestKept, clock.instant());
    }
}
