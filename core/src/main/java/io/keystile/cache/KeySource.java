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
     * @param wallMillis what {@link #wallMillis()} was before
     * @param asker the request; handed to {@code address} only if the store has to be asked
     * @throws io.keystile.store.StoreUnavailableException if it can't be known
     * @throws LookUpRefusedException if too many such keys are asked for
     */
    <R> @Nullable KeyMatch find(
            KeyHash hash, long wallMillis, R asker, Function<? super R, ? extends @Nullable IpAddress> address);

    /** The same, for whoever has not read the clock yet. */
    default <R> @Nullable KeyMatch find(
            KeyHash hash, R asker, Function<? super R, ? extends @Nullable IpAddress> address) {
        return find(hash, wallMillis(), asker, address);
    }

    /**
     * The key of that generation, likewise.
     *
     * @throws io.keystile.store.StoreUnavailableException if it can't be known
     */
    @Nullable
    KeyMatch find(CredentialId id, int generation, long wallMillis);

    /** The same, for whoever has not read the clock yet. */
    default @Nullable KeyMatch find(CredentialId id, int generation) {
        return find(id, generation, wallMillis());
    }

    /** Whether a match that was found before is what would be found for its key now; false if that takes a question to the store. */
    boolean isStill(KeyMatch match, long wallMillis);

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

    /** This node's wall clock, milliseconds since 1970: to be read once for a decision, before anything is looked up. */
    long wallMillis();

    /** What the store's clock shows, which deadlines are judged by, when this node's shows that. */
    long storeMillis(long wallMillis);

    /** The store's clock now. */
    default long millis() {
        return storeMillis(wallMillis());
    }
}
