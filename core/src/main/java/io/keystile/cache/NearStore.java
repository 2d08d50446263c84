package io.keystile.cache;

import io.keystile.credential.CredentialId;
import io.keystile.key.KeyHash;
import io.keystile.net.IpAddress;
import io.keystile.store.CredentialStore;
import io.keystile.store.KeyMatch;
import java.time.InstantSource;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A store that is asked each time. */
final class NearStore implements KeySource {
    private final CredentialStore store;
    private final InstantSource clock;

    NearStore(CredentialStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public <R> @Nullable KeyMatch find(
            KeyHash hash, long wallMillis, R asker, Function<? super R, ? extends @Nullable IpAddress> address) {
        return store.findByKey(hash);
    }

    @Override
    public @Nullable KeyMatch find(CredentialId id, int generation, long wallMillis) {
        return store.findByGeneration(id, generation);
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // one that is alike is found in full
    public boolean isStill(KeyMatch match, long wallMillis) {
        return store.findByKey(match.key().hash()) == match;
    }

    @Override
    public @Nullable KeyMatch underGrace(KeyHash hash) {
        return null;
    }

    @Override
    public @Nullable KeyMatch underGrace(CredentialId id, int generation) {
        return null;
    }

    @Override
    public long wallMillis() {
        return clock.millis();
    }

    @Override
    public long storeMillis(long wallMillis) {
        return wallMillis;
    }
}
