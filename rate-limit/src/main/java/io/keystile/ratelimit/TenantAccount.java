package io.keystile.ratelimit;

import io.keystile.authn.RateLimiter;
import io.keystile.authn.RateVerdict;
import io.keystile.credential.Limit;
import java.util.List;
import java.util.function.LongSupplier;

/** A tenant's limits in this process. */
final class TenantAccount extends Place<String> implements RateLimiter.Account {
    private final LongSupplier nanos;

    TenantAccount(Buckets<String> all, String tenant, List<Limit> limits, LongSupplier nanos) {
        super(all, tenant, limits);
        this.nanos = nanos;
    }

    @Override
    public RateVerdict spend(int cost) {
        RateVerdict verdict = null;
        while (verdict == null) {
            long now = nanos.getAsLong();
            verdict = bucket(now).spend(limits(), now, cost);
        }
        return verdict;
    }
}
