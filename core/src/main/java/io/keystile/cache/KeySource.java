package io.keystile.cache;

import io.keystile.credential.CredentialId;
import io.keystile.key.KeyHash;
import io.keystile.net.IpAddress;
import io.keystile.store.CredentialStore;
import io.keystile.store.KeyMatch;
import java.time.InstantSource;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where decisions look keys up: in a cache, or in a store that is as near as one. */
public interface KeySource {
    /** What looks up in {@code store}. */
    static KeySource of(CredentialStore store, InstantSource clock) {
        return store instanceof CachedStore cached ? cached : new NearStore(store, clock);
    }

    /**
     * The credential that a key belongs to, as {@link CredentialStore#findByKey}, at most {@code maxStaleness} old.
     *
     * @param asker the request; handed to {@code address} only if the store has to be asked
     * @throws io.keystile.store.StoreUnavailableException if it can't be known
     * @throws LookUpRefusedException if too many such keys are asked for
     */
    <R> @Nullable KeyMatch find(KeyHash hash, R asker, Function<? super R, ? extends @Nullable IpAddress> address);

    /**
     * The key of that generation, likewise.
     *
     * @throws io.keystile.store.StoreUnavailableException if it can't be known
     */
    @Nullable
    KeyMatch find(CredentialId id, int generation);

    /**
     * What was known of a key before the store could not be asked any more; to be used to let a request on and for nothing
     * else. Never a key of the admin plane: those are configured and in no store.
     *
     * @return null if there is no outage grace, or it is over, or nothing was known
     */
    @Nullable
    KeyMatch underGrace(KeyHash hash);

    /** The same of a generation. */
    @Nullable
    KeyMatch underGrace(CredentialId id, int generation);

    /** The store's clock, which deadlines are judged by: milliseconds since 1970. */
    long millis();
}
