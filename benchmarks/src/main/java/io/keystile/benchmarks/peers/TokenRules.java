package io.keystile.benchmarks.peers;

import java.net.URI;

/**
 * What a token has to be.
 *
 * @param keySet where the keys are that sign tokens
 * @param issuer who makes them
 * @param audience whom they are for
 * @param algorithm what they are signed by, as RFC 7518 has it
 */
public record TokenRules(URI keySet, String issuer, String audience, String algorithm) {}
