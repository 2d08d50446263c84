/**
 * Rate limits per organisation: a limit N/T is a bucket of N requests, refilled evenly at N/T. In this process, in Redis, or in
 * whatever store a Bucket4j {@code ProxyManager} keeps. What counts for how much is the policy's affair, and what happens while a
 * limiter can't tell is core's.
 */
@NullMarked
package io.keystile.ratelimit;

import org.jspecify.annotations.NullMarked;
