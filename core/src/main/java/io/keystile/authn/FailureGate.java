package io.keystile.authn;

import io.keystile.net.ClientAddress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns a 401 into a 429 once too many have gone to one network. All causes are counted alike, the missing credential too: what
 * is answered must not depend on the cause. What is let on passes untouched.
 */
public final class FailureGate {
    private static final Logger LOG = LoggerFactory.getLogger(FailureGate.class);

    private final @Nullable FailureLimiter limiter;
    private final CallerAddress addresses;

    /**
     * Asks a limiter.
     *
     * @param limiter null: nothing is counted
     * @param clientAddress where a request comes from
     */
    public FailureGate(@Nullable FailureLimiter limiter, ClientAddress clientAddress) {
        this.limiter = limiter;
        this.addresses = new CallerAddress(clientAddress);
    }

    /** The decision, or what replaces it. */
    public Decision judged(Decision decision) {
        return decision instanceof Refused refused ? judged(refused) : decision;
    }

    /** The same of a client that asks for a token. */
    public ClientDecision judgedClient(ClientDecision decision) {
        return decision instanceof Refused refused ? judged(refused) : decision;
    }

    private Refused judged(Refused refused) {
        if (limiter == null || refused.refusal().kind() != Refusal.Kind.UNAUTHENTICATED) {
            return refused;
        }
        Duration retryAfter = ask(limiter, refused);
        if (retryAfter == null) {
            return refused;
        }
        Refusal refusal = new Refusal(Refusal.Kind.RATE_LIMITED, retryAfter, List.of());
        return new Refused(refusal, Reason.TOO_MANY_FAILURES, refused.request(), refused.path(), refused.match());
    }

    // A guard that fails must not turn a 401 into a 500.
    private @Nullable Duration ask(FailureLimiter asked, Refused refused) {
        try {
            return asked.failed(addresses.of(refused.request()));
        } catch (RuntimeException e) {
            LOG.error("The limiter of failed authentications failed", e);
            return null;
        }
    }
}
