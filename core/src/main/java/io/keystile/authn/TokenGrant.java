package io.keystile.authn;

import io.keystile.credential.Access;
import io.keystile.credential.Credential;
import io.keystile.credential.CredentialId;
import io.keystile.key.Environment;
import io.keystile.store.KeyMatch;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What an access token may be made of: a principal that has just proved itself by its key. Only the decision can make one.
 * Immutable; to be used at once.
 */
public final class TokenGrant implements ClientDecision {
    private final KeyMatch match;
    private final long nowMillis;
    private final List<Quota> quotas;

    TokenGrant(KeyMatch match, long nowMillis, List<Quota> quotas) {
        this.match = match;
        this.nowMillis = nowMillis;
        this.quotas = quotas;
    }

    /** Where the credential works. */
    public Environment environment() {
        return match.credential().environment();
    }

    /** The credential. */
    public CredentialId credential() {
        return match.credential().id();
    }

    /** Which of the credential's keys it was. */
    public int generation() {
        return match.key().generation();
    }

    /** The credential's token epoch: a token of an earlier one is dead. */
    public int tokenEpoch() {
        return match.credential().tokenEpoch();
    }

    /** The principal. */
    public String owner() {
        return match.credential().owner();
    }

    /** The most that the token may do. */
    public Access access() {
        return match.credential().access();
    }

    /** The first instant at which the credential or the key is dead, and so every token of it; null: never. */
    public @Nullable Instant end() {
        Credential credential = match.credential();
        Instant expiry = credential.expiresAt();
        Instant grace = match.key().validUntil();
        if (expiry == null || grace == null) {
            return expiry == null ? grace : expiry;
        }
        return expiry.isBefore(grace) ? expiry : grace;
    }

    /** When that was found, by the store's clock, which the token's end will be judged by. */
    public Instant now() {
        return Instant.ofEpochMilli(nowMillis);
    }

    /** What is left of the client's limits; empty without a rate limiter. */
    public List<Quota> quotas() {
        return quotas;
    }

    @Override
    public <T extends @Nullable Object> T fold(
            Function<? super TokenGrant, ? extends T> granted, Function<? super Refused, ? extends T> refused) {
        return granted.apply(this);
    }

    @Override
    public String toString() {
        return "TokenGrant[" + credential() + "]";
    }
}
