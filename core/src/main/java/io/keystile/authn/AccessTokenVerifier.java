package io.keystile.authn;

import org.jspecify.annotations.Nullable;

/**
 * Tells whose an access token is. For whoever makes tokens, such as {@code keystile-oauth2}; asked on the request's thread, by
 * many threads. What it answers says nothing of whether the credential still holds: the decision asks that with each use.
 */
public interface AccessTokenVerifier {
    /**
     * What a token says, if it is one of ours. Whether its end has come is judged by the decision.
     *
     * @param compact as presented, of any length and any characters
     * @param gate to be entered before a signature is checked, and only then
     * @return null if it is none of ours, whatever the cause
     * @throws TokenChecksFullException if the gate throws it: then it is not known, and the request must come again
     */
    @Nullable
    VerifiedToken verify(String compact, SignatureGate gate);

    /**
     * The same of a token that ends a longer text: what the decision asks, so that a long token is not copied out of its header
     * with each request, where the verifier can do without.
     *
     * @param line the header's line
     * @param start where in it the token starts
     */
    default @Nullable VerifiedToken verify(String line, int start, SignatureGate gate) {
        return verify(line.substring(start), gate);
    }
}
