package io.keystile.authn;

import java.time.Instant;

/**
 * A request that was let on.
 *
 * @param at when
 * @param caller for whom
 * @param method as received, at most 32 characters of it
 * @param path the canonical path, keys in it redacted, at most 512 characters of it
 */
public record GrantedEvent(Instant at, Caller caller, String method, String path) {}
