package io.keystile.testkit;

import io.keystile.authn.AccessTokenVerifier;

/**
 * Access tokens for a server under test. The testkit takes no OAuth2 library: a test makes one by {@link TokenSettings}, and
 * its server takes what serves the endpoint out of its own class, which {@link ServerSetup#tokens()} hands on.
 */
public interface TokenService extends AutoCloseable {
    /** Takes the tokens that the endpoint makes; the server's Keystile is built with it. */
    AccessTokenVerifier verifier();

    /** Ends what it has started; the server is stopped by then. */
    @Override
    void close();
}
