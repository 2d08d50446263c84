package io.keystile.ratelimit;

import io.keystile.authn.RateLimiter;
import io.keystile.authn.RateVerdict;
import io.keystile.credential.CredentialId;
import java.util.function.LongSupplier;

/** A credential's own limits beside its tenant's, in this process. */
record CredentialAccount(Place<CredentialId> own, Place<String> shared, LongSupplier nanos)
        implements RateLimiter.Account {
    @Override
    public RateVerdict spend(int cost) {
        RateVerdict verdict = null;
        while (verdict == null) {
            long now = nanos.getAsLong();
            verdict = Bucket.spend(own.bucket(now), own.limits(), shared.bucket(now), shared.limits(), now, cost);
        }
        return verdict;
    }
}
