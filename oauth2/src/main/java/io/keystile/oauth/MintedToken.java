package io.keystile.oauth;

/**
 * A fresh token. Prints without it.
 *
 * @param compact the token
 * @param lifeSeconds how long it lives
 */
record MintedToken(String compact, long lifeSeconds) {
    @Override
    public String toString() {
        return "MintedToken[" + lifeSeconds + " s]";
    }
}
