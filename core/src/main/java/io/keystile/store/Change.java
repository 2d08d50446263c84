package io.keystile.store;

import io.keystile.credential.CredentialId;
import io.keystile.key.KeyHash;
import java.util.List;

/** One entry of a {@link ChangeFeed}: what changed, not how. */
public sealed interface Change {
    /** Where in the feed it stands, at least 1. */
    long position();

    /**
     * A credential was made or replaced.
     *
     * @param position where in the feed
     * @param id whose
     * @param version the one that was written
     * @param keys the hashes of all the keys it has or had until this change: those that were unknown before it, and those
     *     that it ended
     */
    record OfCredential(long position, CredentialId id, long version, List<KeyHash> keys) implements Change {
        /** Copies. */
        public OfCredential {
            keys = List.copyOf(keys);
        }
    }

    /**
     * A tenant's record was replaced.
     *
     * @param position where in the feed
     * @param id whose
     * @param version the one that was written
     */
    record OfTenant(long position, String id, long version) implements Change {}
}
