package io.keystile.key;

import org.jspecify.annotations.Nullable;

/**
 * An API key: the secret itself, well-formed, which only {@link #reveal} shows.
 *
 * <p>Made by {@link KeyGenerator#next} and {@link KeyFormat#parse}. Not serializable, and nothing should keep one longer
 * than it takes to hash or to hand over. Immutable.
 */
public final class ApiKey {
    private static final int SHOWN = 4;
    /** Of a shorter secret, as an imported key may have, four characters would be too much. */
    private static final int SHORTEST_SHOWN = 16;

    private final String secret;
    private final int headLength;

    /** With what stands before the secret proper: that may be shown. */
    ApiKey(String secret, int headLength) {
        this.secret = secret;
        this.headLength = headLength;
    }

    /** The whole key: to be handed to its owner, never to a log. */
    public String reveal() {
        return secret;
    }

    /** What may be shown: prefix, environment and the last four characters, as {@code mdt_live_…wxyz}. */
    public String hint() {
        String tail = secret.length() - headLength < SHORTEST_SHOWN ? "" : secret.substring(secret.length() - SHOWN);
        return secret.substring(0, headLength) + '…' + tail;
    }

    /** Compares in a time that depends on the lengths alone. */
    @Override
    public boolean equals(@Nullable Object other) {
        if (!(other instanceof ApiKey that) || secret.length() != that.secret.length()) {
            return false;
        }
        int difference = 0;
        for (int i = 0; i < secret.length(); i++) {
            difference |= secret.charAt(i) ^ that.secret.charAt(i);
        }
        return difference == 0;
    }

    /** Made of the hint, so that it tells no more than that. */
    @Override
    public int hashCode() {
        return hint().hashCode();
    }

    /** The hint alone. */
    @Override
    public String toString() {
        return "ApiKey[" + hint() + ']';
    }
}
