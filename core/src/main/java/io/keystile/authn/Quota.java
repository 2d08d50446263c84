package io.keystile.authn;

import java.time.Duration;

/**
 * One of a caller's limits, and what is left of it.
 *
 * @param requests the bucket's size
 * @param per the time over which it refills
 * @param remaining what is left, 0 and more
 * @param reset until the bucket is full again
 */
public record Quota(long requests, Duration per, long remaining, Duration reset) {}
