package io.keystile.oauth;

import io.keystile.key.KeyHash;

/**
 * A token as it was presented, told apart from all others by its signature's SHA-256 and the text before that. The text is long
 * and, without its signature, no secret; so it is compared instead of hashed, which costs a quarter. For one request.
 */
final class TokenText {
    private final String compact;
    private final String signed;
    private final KeyHash signature;

    TokenText(String compact) {
        int dot = compact.lastIndexOf('.');
        this.compact = compact;
        this.signed = dot < 0 ? "" : compact.substring(0, dot);
        this.signature = KeyHash.of(compact.substring(dot + 1));
    }

    String compact() {
        return compact;
    }

    /** Header and payload; empty where there is no signature behind them. */
    String signed() {
        return signed;
    }

    KeyHash signature() {
        return signature;
    }

    /** The hash of all of it, for what is not known by its signature. */
    KeyHash whole() {
        return KeyHash.of(compact);
    }
}
