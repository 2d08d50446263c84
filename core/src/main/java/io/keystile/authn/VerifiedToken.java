package io.keystile.authn;

import io.keystile.credential.Access;
import io.keystile.credential.CredentialId;
import io.keystile.key.Environment;
import io.keystile.store.KeyMatch;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a token of ours says, proved by its signature. Not yet whether it is still good. Safe for many threads.
 *
 * <p>Carries one mark beside that: as whom it was let in last, so that a verifier that answers with the same object again spares
 * the decision further work.
 */
public final class VerifiedToken {
    private static final Instant LAST = Instant.ofEpochMilli(Long.MAX_VALUE);

    private final Environment environment;
    private final CredentialId credential;
    private final int generation;
    private final int tokenEpoch;
    private final String owner;
    private final Access access;
    private final Instant end;
    private final long endMillis;
    // Races only keep one of two that are alike.
    private @Nullable Kept kept;

    /**
     * What a token says.
     *
     * @param environment where it counts
     * @param credential which it was made for
     * @param generation of the key that it was made by
     * @param tokenEpoch of the credential, when it was made
     * @param owner whom the credential resolved to then
     * @param access what was frozen into it: it may do that as far as the credential still may
     * @param end the first instant at which it is dead
     */
    public VerifiedToken(
            Environment environment,
            CredentialId credential,
            int generation,
            int tokenEpoch,
            String owner,
            Access access,
            Instant end) {
        this.environment = environment;
        this.credential = credential;
        this.generation = generation;
        this.tokenEpoch = tokenEpoch;
        this.owner = owner;
        this.access = access;
        this.end = end;
        this.endMillis = millis(end);
    }

    private static long millis(Instant end) {
        if (end.isBefore(Instant.EPOCH)) {
            return 0;
        }
        return end.isBefore(LAST) ? end.toEpochMilli() : Long.MAX_VALUE;
    }

    private record Kept(KeyMatch match, Granted onward) {}

    /** Where it counts. */
    public Environment environment() {
        return environment;
    }

    /** The credential that it was made for. */
    public CredentialId credential() {
        return credential;
    }

    /** Which of the credential's keys it was made by. */
    public int generation() {
        return generation;
    }

    /** The credential's token epoch when it was made. */
    public int tokenEpoch() {
        return tokenEpoch;
    }

    /** Whom the credential resolved to then. */
    public String owner() {
        return owner;
    }

    /** What was frozen into it. */
    public Access access() {
        return access;
    }

    /** The first instant at which it is dead. */
    public Instant end() {
        return end;
    }

    /** Whether it is dead by itself. */
    boolean isOver(long nowMillis) {
        return nowMillis >= endMillis;
    }

    /** What was found for it when it was let in last; null: not known. */
    @Nullable
    KeyMatch lastMatch() {
        Kept last = kept;
        return last == null ? null : last.match;
    }

    /** As whom it went on when that very match was found for it, by that decision; null: not known. */
    @SuppressWarnings("ReferenceEquality") // a match that is alike may have been made since: it is looked at anew
    @Nullable
    Granted onward(KeyMatch match, Recheck again) {
        Kept last = kept;
        return last != null && last.match == match && last.onward.isBy(again) ? last.onward : null;
    }

    /** For a match that {@link Liveness} found nothing against, but for what may come with time. */
    void keep(KeyMatch match, Granted onward) {
        kept = new Kept(match, onward);
    }

    @Override
    public String toString() {
        return "VerifiedToken[" + credential + ", generation " + generation + "]";
    }
}
