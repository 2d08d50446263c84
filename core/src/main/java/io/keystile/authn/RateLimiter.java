package io.keystile.authn;

import io.keystile.credential.Credential;
import io.keystile.credential.Tenant;
import io.keystile.key.Environment;

/**
 * Counts requests per organisation. For authors of rate limiters: called by many threads at once, on the request's own; it
 * never throws for an outage of its own and answers within a bound that it states.
 */
@FunctionalInterface
public interface RateLimiter {
    /**
     * Spends {@code cost} of the tenant's limits in {@code environment}.
     *
     * @param tenant whose limits these are, with its own instead of the service's where it has any
     * @param credential which may have limits of its own
     * @param cost at least 1: what the policy says of the route, or the sum of a batch's procedures
     */
    RateVerdict spend(Environment environment, Tenant tenant, Credential credential, int cost);
}
