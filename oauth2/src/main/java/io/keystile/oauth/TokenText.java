package io.keystile.oauth;

import io.keystile.key.KeyHash;

/**
 * A token as it was presented, told apart from all others by its signature's SHA-256 and the text before that. The text is long
 * and, without its signature, no secret; so it is compared instead of hashed, which costs a quarter. For one request.
 */
final class TokenText {
    private final String compact;
    private final int signedLength;
    private final KeyHash signature;

    TokenText(String compact) {
        this.compact = compact;
        this.signedLength = Math.max(0, compact.lastIndexOf('.'));
        this.signature = KeyHash.ofTail(compact, signedLength);
    }

    String compact() {
        return compact;
    }

    /** Whether that is its header and payload. */
    boolean isSigned(String text) {
        return text.length() == signedLength && compact.startsWith(text);
    }

    /** Header and payload; empty where there is no signature behind them. */
    String signed() {
        return compact.substring(0, signedLength);
    }

    /** Of the signature, and of the dot before it. */
    KeyHash signature() {
        return signature;
    }

    /** The hash of all of it, for what is not known by its signature. */
    KeyHash whole() {
        return KeyHash.of(compact);
    }
}
