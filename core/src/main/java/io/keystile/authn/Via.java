package io.keystile.authn;

import io.keystile.store.KeyMatch;

/** What a caller was found by. */
public enum Via {
    /** Its credential's current key. */
    KEY,
    /** A previous key, in grace. */
    PREVIOUS_KEY,
    /** An access token. */
    TOKEN;

    static Via of(KeyMatch match) {
        return match.isPrevious() ? PREVIOUS_KEY : KEY;
    }
}
