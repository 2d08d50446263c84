package io.keystile.store;

import io.keystile.credential.Credential;
import io.keystile.credential.CredentialId;
import io.keystile.credential.LifecycleEvent;
import io.keystile.credential.Tenant;
import io.keystile.key.KeyHash;
import java.util.List;
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
     * Writes the next version of a credential, if the stored one is still {@code expectedVersion}. Key hashes that {@code
     * next} no longer holds find nothing from then on.
     *
     * @return false if it isn't, or is not there, or a new key hash is taken; nothing is written then
     */
    boolean replace(Credential next, long expectedVersion, LifecycleEvent event);

    /**
     * Writes the next version of a tenant, if the stored one is still {@code expectedVersion}.
     *
     * @return false if it isn't, or is not there; nothing is written then
     */
    boolean replace(Tenant next, long expectedVersion, LifecycleEvent event);

    /**
     * The events of a credential, oldest first.
     *
     * @param limit the most to return, at least 1: the newest ones
     */
    List<LifecycleEvent> events(CredentialId id, int limit);
}
