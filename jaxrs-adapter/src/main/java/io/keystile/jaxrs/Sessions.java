package io.keystile.jaxrs;

/**
 * How the application's sessions are known.
 *
 * @param user whether there is one
 * @param environment where its data lies
 */
record Sessions(SessionUser user, SessionEnvironment environment) {}
