package io.keystile.cache;

import io.keystile.credential.Access;
import io.keystile.credential.Actor;
import io.keystile.key.Environment;
import io.keystile.key.KeyFormat;
import io.keystile.key.KeyHash;
import io.keystile.lifecycle.CredentialLifecycle;
import io.keystile.lifecycle.IssuedKey;
import io.keystile.lifecycle.LifecycleLimits;
import io.keystile.lifecycle.LifecycleSetup;
import io.keystile.lifecycle.NewCredential;
import io.keystile.net.IpAddress;
import io.keystile.store.CacheLimits;
import io.keystile.store.Freshness;
import io.keystile.store.KeyMatch;
import io.keystile.store.StoreUnavailableException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One process's cache, whose background work is done when the test says so; a request that waits for a read has it done. */
final class Node {
    static final IpAddress HOME = IpAddress.parse("192.0.2.1");

    final FakeStore store;
    final CacheParts parts;
    final CachedStore cached;
    final Sweep sweep;
    final CredentialLifecycle lifecycle;
    private final @Nullable FeedWatch watch;
    private boolean reading;

    Node(FakeDatabase database, FakeTime time, Freshness freshness) {
        this(new FakeStore(database), time, freshness, CacheLimits.defaults());
    }

    Node(FakeStore store, FakeTime time, Freshness freshness, CacheLimits limits) {
        this.store = store;
        this.parts = new CacheParts("test", store, freshness, limits, time.clocks());
        this.cached = new CachedStore(parts);
        this.sweep = parts.sweep();
        this.watch = cached.watch();
        if (watch != null) {
            watch.wakeBy(() -> {
                if (reading) {
                    throw new StoreUnavailableException("a read that this very thread is in the middle of");
                }
                readChanges();
            });
            store.onCommit(parts.entries::apply);
        }
        LifecycleSetup setup = new LifecycleSetup(
                Environment.LIVE, KeyFormat.withPrefix("acme"), cached.clock(), LifecycleLimits.defaults());
        this.lifecycle = new CredentialLifecycle(setup, cached, Actor.application());
    }

    /** What the background thread does; not within itself. */
    void readChanges() {
        if (!reading && watch != null) {
            reading = true;
            try {
                watch.round();
            } finally {
                reading = false;
            }
        }
    }

    /** Whether a request that waits would wait in vain. */
    boolean isInOutage() {
        return reading || (watch != null && watch.isOutage());
    }

    IssuedKey issue() {
        return issue("cli_1");
    }

    IssuedKey issue(String tenant) {
        return lifecycle.issue(NewCredential.principal("prn_1", tenant).access(Access.full()));
    }

    static KeyHash hash(IssuedKey issued) {
        return KeyHash.of(issued.key());
    }

    @Nullable
    KeyMatch find(KeyHash hash) {
        return find(hash, HOME);
    }

    @Nullable
    KeyMatch find(KeyHash hash, @Nullable IpAddress from) {
        return cached.find(hash, "request", request -> from);
    }

    KeyMatch found(KeyHash hash) {
        return Objects.requireNonNull(find(hash), "not found");
    }
}
