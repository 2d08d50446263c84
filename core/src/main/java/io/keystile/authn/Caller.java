package io.keystile.authn;

import io.keystile.credential.Access;
import io.keystile.credential.Credential;
import io.keystile.credential.CredentialId;
import io.keystile.credential.Plane;
import io.keystile.key.Environment;
import org.jspecify.annotations.Nullable;

/**
 * Who the request is from, as the decision found it. Only the decision can make one, so whoever holds one holds a proof.
 * Immutable: what has changed since the decision, {@link #recheck()} tells.
 */
public final class Caller {
    private final Recheck again;
    private final Plane plane;
    private final String owner;
    private final @Nullable Credential credential;
    private final Access access;
    private final Via via;
    private final int generation;
    private final @Nullable VerifiedToken token;

    private Caller(
            Recheck again,
            Plane plane,
            String owner,
            @Nullable Credential credential,
            Access access,
            Via via,
            int generation,
            @Nullable VerifiedToken token) {
        this.again = again;
        this.plane = plane;
        this.owner = owner;
        this.credential = credential;
        this.access = access;
        this.via = via;
        this.generation = generation;
        this.token = token;
    }

    static Caller of(Recheck again, Credential credential, Via via, int generation) {
        return as(credential.plane(), credential.owner(), again, credential, via, generation);
    }

    /** A client in the place of its one principal. */
    static Caller as(Plane plane, String owner, Recheck again, Credential credential, Via via, int generation) {
        return new Caller(again, plane, owner, credential, credential.access(), via, generation, null);
    }

    /** By an access token, whose right is what is {@code left} of it. */
    static Caller by(VerifiedToken token, Access left, Recheck again, Credential credential) {
        return new Caller(
                again, credential.plane(), credential.owner(), credential, left, Via.TOKEN, token.generation(), token);
    }

    static Caller operator(Recheck again, String name) {
        return new Caller(again, Plane.ADMIN, name, null, Access.full(), Via.KEY, 0, null);
    }

    /** The plane that it has entered: its credential's, or by {@link ClientTenancy} the principals'. */
    public Plane plane() {
        return plane;
    }

    /** The id that the credential resolves to; on the admin plane the operator's name. */
    public String owner() {
        return owner;
    }

    /** The organisation; null on the admin plane. */
    public @Nullable String tenant() {
        return credential == null ? null : credential.tenant();
    }

    /** The credential; null on the admin plane. */
    public @Nullable CredentialId credential() {
        return credential == null ? null : credential.id();
    }

    /** Where the credential works; null on the admin plane, which chooses with each step. */
    public @Nullable Environment environment() {
        return credential == null ? null : credential.environment();
    }

    /** What the credential may do; by a token, what was frozen into that as far as the credential still may. */
    public Access access() {
        return access;
    }

    /** What the caller was found by. */
    public Via via() {
        return via;
    }

    /** Whether this caller may make other credentials: one found by a previous key or a token may not. */
    public boolean mayIssue() {
        return via == Via.KEY;
    }

    /**
     * Asks again whether the credential still holds: not revoked, suspended, expired or narrowed in its addresses, its key
     * not ended, its tenant live, the token that it came by not dead. For streams that outlive the decision.
     *
     * @return the caller as it is now, whose access may be another; null if it is to be cut off
     * @throws io.keystile.store.StoreUnavailableException if the store can't be asked
     */
    public @Nullable Caller recheck() {
        return again.of(this);
    }

    @Nullable
    Credential record() {
        return credential;
    }

    int generation() {
        return generation;
    }

    /** The token that it came by; null: it came by a key. */
    @Nullable
    VerifiedToken token() {
        return token;
    }

    /** Plane, owner and credential; no secret. */
    @Override
    public String toString() {
        return "Caller[" + plane + " " + owner + (credential == null ? "" : " " + credential.id()) + "]";
    }
}
