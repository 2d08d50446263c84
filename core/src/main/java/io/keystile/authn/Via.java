package io.keystile.authn;

/** What a caller was found by. */
public enum Via {
    /** Its credential's current key. */
    KEY,
    /** A previous key, in grace. */
    PREVIOUS_KEY,
    /** An access token. */
    TOKEN
}
