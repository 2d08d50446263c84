package io.keystile.ratelimit;

import io.keystile.authn.RateLimiter;
import io.keystile.authn.RateVerdict;
import io.keystile.credential.Access;
import io.keystile.credential.Actor;
import io.keystile.credential.Credential;
import io.keystile.credential.Details;
import io.keystile.credential.Limit;
import io.keystile.credential.Tenant;
import io.keystile.key.Environment;
import io.keystile.key.KeyFormat;
import io.keystile.lifecycle.CredentialLifecycle;
import io.keystile.lifecycle.LifecycleLimits;
import io.keystile.lifecycle.LifecycleSetup;
import io.keystile.lifecycle.NewCredential;
import io.keystile.store.InMemoryCredentialStore;
import java.time.InstantSource;
import java.util.List;

/** Asks a limiter as the decision does. */
final class Requests {
    private static final CredentialLifecycle LIFECYCLE = new CredentialLifecycle(
            new LifecycleSetup(
                    Environment.LIVE, KeyFormat.withPrefix("dd"), InstantSource.system(), LifecycleLimits.defaults()),
            new InMemoryCredentialStore(),
            Actor.application());

    private static final Credential PLAIN = credential();

    private Requests() {}

    static Credential credential(Limit... limits) {
        return LIFECYCLE
                .issue(NewCredential.principal("prn_1", "org_1")
                        .access(Access.full())
                        .limits(limits))
                .credential();
    }

    static Tenant tenant(String id, Limit... limits) {
        return Tenant.first(id).withDetails(Details.none().withLimits(List.of(limits)));
    }

    static RateVerdict spend(RateLimiter limiter, String tenant, int cost) {
        return spend(limiter, tenant(tenant), PLAIN, cost);
    }

    static RateVerdict spend(RateLimiter limiter, Tenant tenant, Credential credential, int cost) {
        return limiter.spend(Environment.LIVE, tenant, credential, cost);
    }

    static boolean within(RateLimiter.Account account) {
        return account.spend(1) instanceof RateVerdict.Within;
    }

    static boolean within(RateLimiter limiter, Tenant tenant, Credential credential) {
        return spend(limiter, tenant, credential, 1) instanceof RateVerdict.Within;
    }

    static boolean within(RateLimiter limiter, Tenant tenant) {
        return within(limiter, tenant, PLAIN);
    }

    /** How many are let on until one isn't. */
    static int burst(RateLimiter limiter, Tenant tenant, Credential credential) {
        int count = 0;
        while (within(limiter, tenant, credential)) {
            count++;
        }
        return count;
    }

    static int burst(RateLimiter limiter, Tenant tenant) {
        return burst(limiter, tenant, PLAIN);
    }
}
