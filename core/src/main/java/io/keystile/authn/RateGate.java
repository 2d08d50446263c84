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
    private RateVerdict ask(RateLimiter asked, KeyMatch match, int cost) {
        try {
            return account(asked, match).spend(cost);
        } catch (RuntimeException e) {
            LOG.error("The rate limiter failed", e);
            return new RateVerdict.Unknown();
        }
    }

    /** Hangs on the match, so that nothing is looked up by name while that is found again. */
    private RateLimiter.Account account(RateLimiter asked, KeyMatch match) {
        if (match.rateAccount() instanceof Kept kept && kept.gate() == this) {
            return kept.account();
        }
        Credential credential = match.credential();
        RateLimiter.Account account = asked.account(credential.environment(), match.tenant(), credential);
        match.keepRateAccount(new Kept(this, account));
        return account;
    }

    /** Whose it is: two decisions over one store may find the same match. */
    private record Kept(RateGate gate, RateLimiter.Account account) {}
}
