package io.keystile.cache;

import io.keystile.credential.Credential;
import io.keystile.credential.LifecycleEvent;
import io.keystile.credential.StoredKey;
import io.keystile.credential.Tenant;
import io.keystile.key.KeyHash;
import io.keystile.store.Change;
import io.keystile.store.Changes;
import io.keystile.store.FeedPosition;
import io.keystile.store.InMemoryCredentialStore;
import io.keystile.store.KeyMatch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What all nodes share: the records, the feed of their changes, and what each key was at which time. */
public final class FakeDatabase {
    final InMemoryCredentialStore records = new InMemoryCredentialStore();
    private final FakeTime time;
    private final List<Change> changes = new ArrayList<>();
    private final Map<KeyHash, List<Version>> history = new HashMap<>();
    private final Set<KeyHash> lost = new HashSet<>();
    private String feed = "feed-1";
    private long oldestKept = 1;
    private long lastPosition;
    /** Its clock less the time of the nodes. */
    public volatile Duration clockOffset = Duration.ZERO;

    /** An empty one. */
    public FakeDatabase(FakeTime time) {
        this.time = time;
    }

    @Nullable
    KeyMatch find(KeyHash hash) {
        return lost.contains(hash) ? null : records.findByKey(hash);
    }

    synchronized @Nullable Change insert(FakeStore writer, Credential first, LifecycleEvent event) {
        return records.insert(first, event) ? commit(writer, first, first) : null;
    }

    synchronized @Nullable Change replace(FakeStore writer, Credential next, Credential before, LifecycleEvent event) {
        return records.replace(next, before, event) ? commit(writer, next, before) : null;
    }

    synchronized @Nullable Change replace(FakeStore writer, Tenant next, Tenant before, LifecycleEvent event) {
        if (!records.replace(next, before, event)) {
            return null;
        }
        history.keySet().forEach(hash -> note(writer, hash));
        return entered(new Change.OfTenant(++lastPosition, next.id(), next.version()));
    }

    private Change commit(FakeStore writer, Credential next, Credential before) {
        List<KeyHash> keys = Stream.of(next, before)
                .flatMap(c -> c.keys().all().stream())
                .map(StoredKey::hash)
                .distinct()
                .toList();
        keys.forEach(hash -> note(writer, hash));
        return entered(new Change.OfCredential(++lastPosition, next.id(), next.version(), keys));
    }

    private Change entered(Change change) {
        time.pass(Duration.ofNanos(1)); // so that no two commits are at one time
        changes.add(change);
        return change;
    }

    private void note(FakeStore writer, KeyHash hash) {
        KeyMatch now = records.findByKey(hash);
        List<Version> versions = history.computeIfAbsent(hash, h -> new ArrayList<>());
        if (versions.isEmpty() || !Objects.equals(versions.get(versions.size() - 1).match, now)) {
            versions.add(new Version(time.nanos(), now, writer));
        }
    }

    synchronized Changes after(@Nullable FeedPosition position, int limit) {
        FeedPosition head = new FeedPosition(feed, lastPosition);
        List<Change> read = position == null
                ? List.of()
                : changes.stream()
                        .filter(c -> c.position() > position.position() && c.position() >= oldestKept)
                        .limit(limit)
                        .toList();
        Instant now = time.instant().plus(clockOffset);
        return new Changes(read, head, Math.min(oldestKept, lastPosition + 1), now);
    }

    /** Makes a key be gone, past the library. */
    void deleteByHand(KeyHash hash) {
        lost.add(hash);
    }

    /** Makes it be there, as if it was issued now by another process. */
    synchronized void issueNow(Credential credential) {
        KeyHash hash = credential.keys().current().hash();
        lost.remove(hash);
        entered(new Change.OfCredential(++lastPosition, credential.id(), 1, List.of(hash)));
    }

    /** Forgets entries that nobody may have read yet. */
    synchronized void prune() {
        oldestKept = lastPosition + 1;
        changes.clear();
    }

    /** Another copy, by its own name and with its own entries. */
    synchronized void failOver(String otherFeed) {
        changes.clear();
        feed = otherFeed;
    }

    /** An older copy under the same name: the feed's end is gone. */
    synchronized void loseFeed(int entries) {
        for (int i = 0; i < entries; i++) {
            if (!changes.isEmpty()) {
                changes.remove(changes.size() - 1);
            }
            lastPosition--;
        }
    }

    /** Whether the key was that at some time since {@code fromNanos}. */
    synchronized boolean wasSince(long fromNanos, KeyHash hash, @Nullable KeyMatch match) {
        KeyMatch before = null;
        for (Version version : history.getOrDefault(hash, List.of())) {
            if (version.from > fromNanos && Objects.equals(before, match)) {
                return true; // the one before held until this one's commit
            }
            before = version.match;
        }
        return Objects.equals(before, match);
    }

    /** When that node changed the key last. */
    synchronized long lastCommitBy(FakeStore writer, KeyHash hash) {
        return history.getOrDefault(hash, List.of()).stream()
                .filter(version -> version.writer == writer)
                .mapToLong(version -> version.from)
                .max()
                .orElse(Long.MIN_VALUE);
    }

    private static final class Version {
        private final long from;
        private final @Nullable KeyMatch match;
        private final FakeStore writer;

        Version(long from, @Nullable KeyMatch match, FakeStore writer) {
            this.from = from;
            this.writer = writer;
            this.match = match;
        }
    }
}
