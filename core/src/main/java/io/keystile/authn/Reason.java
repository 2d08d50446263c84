package io.keystile.authn;

/** Why a request was refused: for listeners and the audit log alone, never for the caller. */
public enum Reason {
    /** The request target has no one reading. */
    AMBIGUOUS_TARGET(Refusal.Kind.BAD_TARGET),
    /** The container refused the request before anything here saw it. */
    CONTAINER_REFUSED(Refusal.Kind.BAD_TARGET),
    /** Nothing was presented. */
    NO_CREDENTIAL(Refusal.Kind.UNAUTHENTICATED),
    /** More than one credential was presented. */
    SEVERAL_CREDENTIALS(Refusal.Kind.UNAUTHENTICATED),
    /** A credential in a place, or by a scheme, that is none of the route's. */
    MISPLACED_CREDENTIAL(Refusal.Kind.UNAUTHENTICATED),
    /** Alphabet, length or checksum: no key of ours. */
    MALFORMED_KEY(Refusal.Kind.UNAUTHENTICATED),
    /** A key of an environment that has no store here. */
    ENVIRONMENT_NOT_SERVED(Refusal.Kind.UNAUTHENTICATED),
    /** Well-formed, and no credential's. */
    UNKNOWN_KEY(Refusal.Kind.UNAUTHENTICATED),
    /** An imported key whose look-up id is a credential's, and whose rest is not. */
    WRONG_SECRET(Refusal.Kind.UNAUTHENTICATED),
    /** The stored record's environment is not its key's. */
    ENVIRONMENT_MISMATCH(Refusal.Kind.UNAUTHENTICATED),
    /** The credential is revoked. */
    REVOKED(Refusal.Kind.UNAUTHENTICATED),
    /** The credential is suspended. */
    SUSPENDED(Refusal.Kind.UNAUTHENTICATED),
    /** The credential is past its expiry. */
    EXPIRED(Refusal.Kind.UNAUTHENTICATED),
    /** A previous key past its grace. */
    GRACE_OVER(Refusal.Kind.UNAUTHENTICATED),
    /** The credential's tenant is suspended. */
    TENANT_SUSPENDED(Refusal.Kind.UNAUTHENTICATED),
    /** The credential's plane is none of the route's. */
    WRONG_PLANE(Refusal.Kind.UNAUTHENTICATED),
    /** An operator's key past its end. */
    ADMIN_KEY_ENDED(Refusal.Kind.UNAUTHENTICATED),
    /** A token that is none of ours: by its form, its signature, or what it says. */
    BAD_TOKEN(Refusal.Kind.UNAUTHENTICATED),
    /** A token of ours past its end. */
    TOKEN_EXPIRED(Refusal.Kind.UNAUTHENTICATED),
    /** A token of ours from before all its credential's tokens were ended. */
    TOKENS_ENDED(Refusal.Kind.UNAUTHENTICATED),
    /** A token of ours whose credential, key or owner is no more. */
    TOKEN_ORPHANED(Refusal.Kind.UNAUTHENTICATED),
    /** The route takes a key and no token. */
    TOKEN_NOT_TAKEN(Refusal.Kind.UNAUTHENTICATED),
    /** The route takes a session and no credential. */
    SESSION_ONLY(Refusal.Kind.UNAUTHENTICATED),
    /** A key that ends before a token of it could be used. */
    TOKEN_TOO_SHORT(Refusal.Kind.UNAUTHENTICATED),
    /** A key at the token endpoint that is not its {@code client_id}'s. */
    CLIENT_MISMATCH(Refusal.Kind.UNAUTHENTICATED),
    /** The application's own login refused what it was given. */
    LOGIN_FAILED(Refusal.Kind.UNAUTHENTICATED),
    /** The caller's address is not in the allowlist. */
    ADDRESS_NOT_ALLOWED(Refusal.Kind.FORBIDDEN),
    /** There is an allowlist, and the caller's address can't be known. */
    ADDRESS_UNKNOWN(Refusal.Kind.FORBIDDEN),
    /** A scope is missing. */
    SCOPE_MISSING(Refusal.Kind.FORBIDDEN),
    /** No rule maps the route, and the access is not full. */
    UNMAPPED_ROUTE(Refusal.Kind.FORBIDDEN),
    /** An unsafe session request, or a preflight, from an origin that is not listed. */
    FOREIGN_ORIGIN(Refusal.Kind.FORBIDDEN),
    /** The path has two readings: by its trailing slash, or since the container routes by another than the policy judged. */
    AMBIGUOUS_ROUTE(Refusal.Kind.FORBIDDEN),
    /** The application's own checks refused it: its method security, or its protection against cross-site forgery. */
    APPLICATION_REFUSED(Refusal.Kind.FORBIDDEN),
    /** The organisation is over its rate. */
    RATE_EXCEEDED(Refusal.Kind.RATE_LIMITED),
    /** Too many failed authentications from the client's network. */
    TOO_MANY_FAILURES(Refusal.Kind.RATE_LIMITED),
    /** The rate limiter can't be asked, and that was chosen to refuse. */
    RATE_LIMITER_UNAVAILABLE(Refusal.Kind.UNAVAILABLE),
    /** An imported key that needs a slow check, and too many of those wait already. */
    SLOW_CHECKS_FULL(Refusal.Kind.UNAVAILABLE),
    /** Too many keys were asked for that were never seen before: this one was not looked up. */
    LOOK_UPS_EXCEEDED(Refusal.Kind.UNAVAILABLE),
    /** Too many tokens were presented that were never seen before: this one's signature was not checked. */
    TOKEN_CHECKS_EXCEEDED(Refusal.Kind.UNAVAILABLE),
    /** No key signs access tokens of that environment now. */
    NO_SIGNING_KEY(Refusal.Kind.UNAVAILABLE),
    /** What verifies tokens has failed in a way of its own. */
    TOKEN_VERIFIER_FAILED(Refusal.Kind.UNAVAILABLE),
    /** The credential store can't be asked, and no outage grace covers the key. */
    STORE_UNAVAILABLE(Refusal.Kind.UNAVAILABLE);

    private final Refusal.Kind kind;

    Reason(Refusal.Kind kind) {
        this.kind = kind;
    }

    /** What the caller learns instead. */
    public Refusal.Kind kind() {
        return kind;
    }
}
