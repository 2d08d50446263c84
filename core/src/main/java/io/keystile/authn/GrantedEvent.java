package io.keystile.authn;

import java.time.Instant;

/**
 * A request that was let on.
 *
 * @param at when
 * @param caller for whom
 * @param method as received
 * @param path the canonical path
 */
public record GrantedEvent(Instant at, Caller caller, String method, String path) {}
