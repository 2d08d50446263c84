package io.keystile.oauth;

/**
 * Who makes an environment's tokens, and for whom.
 *
 * @param issuer the {@code iss} claim
 * @param audience the {@code aud} claim
 */
record TokenParty(String issuer, String audience) {}
