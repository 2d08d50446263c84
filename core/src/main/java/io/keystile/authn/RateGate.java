package io.keystile.authn;

import io.keystile.credential.Credential;
import io.keystile.store.KeyMatch;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rate limiter, if there is one, and the embedder's choice for when it can't tell. */
final class RateGate {
    private static final Logger LOG = LoggerFactory.getLogger(RateGate.class);
    private static final RateVerdict UNLIMITED = new RateVerdict.Within(List.of());

    private final @Nullable RateLimiter limiter;
    private final RateLimiterOutage outage;

    RateGate(@Nullable RateLimiter limiter, RateLimiterOutage outage) {
        this.limiter = limiter;
        this.outage = outage;
    }

    RateVerdict spend(KeyMatch match, int cost) {
        if (limiter == null) {
            return UNLIMITED;
        }
        RateVerdict verdict = ask(limiter, match, cost);
        boolean letOn = verdict instanceof RateVerdict.Unknown && outage == RateLimiterOutage.FAIL_OPEN;
        return letOn ? UNLIMITED : verdict;
    }

    // A limiter that breaks its word not to throw can't tell either.
    private static RateVerdict ask(RateLimiter limiter, KeyMatch match, int cost) {
        Credential credential = match.credential();
        try {
            return limiter.spend(credential.environment(), match.tenant(), credential, cost);
        } catch (RuntimeException e) {
            LOG.error("The rate limiter failed", e);
            return new RateVerdict.Unknown();
        }
    }
}
