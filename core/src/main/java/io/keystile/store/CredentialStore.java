package io.keystile.store;

import io.keystile.credential.Credential;
import io.keystile.credential.CredentialId;
import io.keystile.credential.LifecycleEvent;
import io.keystile.credential.StoredKey;
import io.keystile.credential.Tenant;
import io.keystile.key.KeyHash;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the credentials and tenants of one environment. For authors of stores: {@code testkit}'s {@code
 * CredentialStoreContract} is the proof of an implementation.
 *
 * <p>Every write is one atomic step: the record, its key hashes and its event, or nothing; when a write has returned, every
 * read through this object sees it. All methods may be called by many threads, and throw {@link
 * StoreUnavailableException} where the store can't be asked: never an empty answer instead.
 */
public interface CredentialStore {
    /**
     * The credential that {@code hash} belongs to, whatever its state and whether the key is its current or a previous one:
     * judging is the core's. Called on every request; one look-up.
     *
     * @return null if no credential has such a key
     */
    @Nullable
    KeyMatch findByKey(KeyHash hash);

    /**
     * The credential of that id.
     *
     * @return null if there is none
     */
    @Nullable
    Credential findById(CredentialId id);

    /**
     * The key of that generation of a credential, as {@link #findByKey} would find it: tokens name their key so.
     *
     * @return null if there is no such credential, or the generation never was or has been ended
     */
    default @Nullable KeyMatch findByGeneration(CredentialId id, int generation) {
        Credential credential = findById(id);
        Tenant tenant = credential == null ? null : findTenant(credential.tenant());
        StoredKey key = credential == null ? null : credential.keys().ofGeneration(generation);
        return credential == null || tenant == null || key == null ? null : new KeyMatch(credential, tenant, key);
    }

    /**
     * What {@link #findByKey} finds for each of these, in any order; for those that it finds nothing for, nothing. A store
     * across a network answers with one query.
     */
    default List<KeyMatch> findByKeys(Collection<KeyHash> hashes) {
        return hashes.stream().map(this::findByKey).filter(Objects::nonNull).toList();
    }

    /**
     * The tenant of that id.
     *
     * @return null if no credential was ever issued for it
     */
    @Nullable
    Tenant findTenant(String id);

    /**
     * The credentials that fit, in the order of their ids.
     *
     * @param limit the most to return, at least 1
     * @param after only those behind this one; null: from the first
     */
    List<Credential> find(CredentialQuery query, int limit, @Nullable CredentialId after);

    /**
     * Writes a new credential, and its tenant's record ({@link Tenant#first}) if there is none.
     *
     * @return false if the id or one of its key hashes is taken; nothing is written then
     */
    boolean insert(Credential first, LifecycleEvent event);

    /**
     * Writes the next version of a credential, if the stored one is still of the version of {@code before}. Key hashes that
     * {@code next} no longer holds find nothing from then on.
     *
     * @param before as it was read from this store
     * @return false if it isn't, or is not there, or a new key hash is taken; nothing is written then
     */
    boolean replace(Credential next, Credential before, LifecycleEvent event);

    /**
     * Writes the next version of a tenant, if the stored one is still of the version of {@code before}.
     *
     * @param before as it was read from this store
     * @return false if it isn't, or is not there; nothing is written then
     */
    boolean replace(Tenant next, Tenant before, LifecycleEvent event);

    /**
     * The events of a credential, oldest first, without its tenant's.
     *
     * @param limit the most to return, at least 1: the newest ones
     */
    List<LifecycleEvent> events(CredentialId id, int limit);

    /**
     * The events of a tenant's own record, oldest first, without its credentials'.
     *
     * @param limit the most to return, at least 1: the newest ones
     */
    List<LifecycleEvent> tenantEvents(String tenant, int limit);

    /**
     * Notes when credentials were last used. Forward only: a later time that is stored already stays. No step of the
     * lifecycle: no version, no event, no change in the feed. Ids that are not there are passed over.
     *
     * @param uses in whole minutes
     */
    void markUsed(Map<CredentialId, Instant> uses);

    /** When each of these was last used, as far as noted; none for those that never were, or are not there. */
    Map<CredentialId, Instant> lastUsed(Collection<CredentialId> ids);

    /**
     * Whether a read costs about as much as one of a cache's would: such a store is asked on every request, and nothing is
     * kept of its answers.
     */
    default boolean isLocal() {
        return false;
    }

    /**
     * The feed of this store's changes.
     *
     * @return null if it has none: what is read from it is then believed for {@code maxStaleness} and no longer
     */
    default @Nullable ChangeFeed changes() {
        return null;
    }
}
