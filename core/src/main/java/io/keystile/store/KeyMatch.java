package io.keystile.store;

import io.keystile.credential.Credential;
import io.keystile.credential.CredentialState;
import io.keystile.credential.Plane;
import io.keystile.credential.StoredKey;
import io.keystile.credential.Tenant;
import io.keystile.key.Environment;
import io.keystile.key.KeyTable;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a look-up by key found. Safe for many threads.
 *
 * <p>Carries three marks of its own, beside what was found, so that a store or cache that hands out the same object again spares
 * the request work: the minute of its last use, what a decision has made of it, and what its requests are counted by.
 */
public final class KeyMatch extends KeyTable.Row {
    private final Credential credential;
    private final Tenant tenant;
    private final StoredKey key;

    // What every decision asks for, copied out of the records: there it lies in six places of memory, none of them
    // near.
    private final Plane plane;
    private final Environment environment;
    private final boolean live;
    private final boolean slow;
    private final boolean fromAnywhere;
    private final long endMillis;

    // Races only mark a minute twice.
    private int lastUsedMinute;
    // Races only keep one of two that are alike.
    private @Nullable Object kept;
    private volatile @Nullable Object rateAccount;

    /**
     * A match.
     *
     * @param credential whose key it is
     * @param tenant the credential's tenant, as it stood at the same moment
     * @param key which of its keys: the current one, or a previous one with the end of its grace
     */
    public KeyMatch(Credential credential, Tenant tenant, StoredKey key) {
        super(key.hash());
        this.credential = credential;
        this.tenant = tenant;
        this.key = key;
        this.plane = credential.plane();
        this.environment = credential.environment();
        this.slow = key.slowHash() != null;
        this.live = credential.state() == CredentialState.ACTIVE && !tenant.suspended() && !slow;
        this.fromAnywhere = credential.allowlist().isEmpty();
        this.endMillis = Math.min(millis(credential.expiresAt()), millis(key.validUntil()));
    }

    private static long millis(@Nullable Instant end) {
        return end == null ? Long.MAX_VALUE : end.toEpochMilli();
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

    /** The credential's plane. */
    public Plane plane() {
        return plane;
    }

    /** The credential's environment. */
    public Environment environment() {
        return environment;
    }

    /** Whether the credential may be used from any address. */
    public boolean isFromAnywhere() {
        return fromAnywhere;
    }

    /**
     * Whether nothing speaks against the key at that moment: neither the credential's state nor its expiry, nor its tenant's
     * state, nor the key's grace; and its SHA-256 proves it. Which of them did, the records tell.
     */
    public boolean isLiveAt(long epochMillis) {
        return live && epochMillis < endMillis;
    }

    /** Whether only a slow hash proves the key. */
    public boolean hasSlowHash() {
        return slow;
    }

    /** What was last {@linkplain #keep kept} beside it; null: nothing yet. */
    public @Nullable Object kept() {
        return kept;
    }

    /**
     * Keeps what was made of this match, for the next request that finds it. It goes when the match goes.
     *
     * @param made immutable: any thread may see it
     */
    public void keep(Object made) {
        kept = made;
    }

    /** Notes a use, and whether it is the first that this object saw in that minute. */
    public boolean isFirstUseIn(long epochMinute) {
        int minute = (int) epochMinute; // enough until the year 6053
        if (lastUsedMinute == minute) {
            return false;
        }
        lastUsedMinute = minute;
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
