package io.keystile.authn;

/** What to do while the rate limiter can't tell. */
public enum RateLimiterOutage {
    /** Let requests on, unlimited. */
    FAIL_OPEN,
    /** Refuse with 503. */
    FAIL_CLOSED
}
