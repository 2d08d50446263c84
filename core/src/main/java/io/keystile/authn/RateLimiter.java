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

    /**
     * The same for many requests of one tenant and credential, so that what {@link #spend} looks up by their names can be kept.
     * The decision keeps it beside what the key found, asks it in {@code spend}'s place, and forgets it when a record changes; so
     * there may be several of one tenant at once. Unless overridden, asks {@code spend}.
     */
    default Account account(Environment environment, Tenant tenant, Credential credential) {
        return cost -> spend(environment, tenant, credential, cost);
    }

    /** A tenant's and credential's way to their limits; called by many threads at once. */
    @FunctionalInterface
    interface Account {
        /** As {@link RateLimiter#spend}. */
        RateVerdict spend(int cost);
    }
}
