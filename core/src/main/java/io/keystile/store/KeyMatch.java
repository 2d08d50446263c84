package io.keystile.store;

import io.keystile.credential.Credential;
import io.keystile.credential.StoredKey;
import io.keystile.credential.Tenant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a look-up by key found. Safe for many threads.
 *
 * <p>Carries two marks of its own, beside what was found, so that a store or cache that hands out the same object again spares
 * the request work: the minute of its last use, and what the rate limiter counts its requests by.
 */
public final class KeyMatch {
    private final Credential credential;
    private final Tenant tenant;
    private final StoredKey key;
    // Races only mark a minute twice.
    private long lastUsedMinute;
    private volatile @Nullable Object rateAccount;

    /**
     * A match.
     *
     * @param credential whose key it is
     * @param tenant the credential's tenant, as it stood at the same moment
     * @param key which of its keys: the current one, or a previous one with the end of its grace
     */
    public KeyMatch(Credential credential, Tenant tenant, StoredKey key) {
        this.credential = credential;
        this.tenant = tenant;
        this.key = key;
    }

    /** Whose key it is. */
    public Credential credential() {
        return credential;
    }

    /** The credential's tenant, as it stood at the same moment. */
    public Tenant tenant() {
        return tenant;
    }

    /** Which of its keys. */
    public StoredKey key() {
        return key;
    }

    /** Whether the key is a previous one. */
    public boolean isPrevious() {
        return key.validUntil() != null;
    }

    /** Notes a use, and whether it is the first that this object saw in that minute. */
    public boolean isFirstUseIn(long epochMinute) {
        if (lastUsedMinute == epochMinute) {
            return false;
        }
        lastUsedMinute = epochMinute;
        return true;
    }

    /** What {@link #keepRateAccount} kept last; null before. */
    public @Nullable Object rateAccount() {
        return rateAccount;
    }

    /** Keeps what the decision counts this match's requests by; for the decision alone. */
    public void keepRateAccount(Object account) {
        rateAccount = account;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KeyMatch that
                && credential.equals(that.credential)
                && tenant.equals(that.tenant)
                && key.equals(that.key);
    }

    @Override
    public int hashCode() {
        return Objects.hash(credential, tenant, key);
    }

    @Override
    public String toString() {
        return "KeyMatch[" + credential.id() + ", generation " + key.generation() + "]";
    }
}
