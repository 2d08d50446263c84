package io.keystile.authn;

import java.time.Duration;
import java.util.List;

/** What a rate limiter answers. */
public sealed interface RateVerdict {
    /**
     * Within every limit; spent.
     *
     * @param quotas to be told to the caller; may be empty
     */
    record Within(List<Quota> quotas) implements RateVerdict {
        /** Copies. */
        public Within {
            quotas = List.copyOf(quotas);
        }
    }

    /**
     * Over a limit; nothing was spent.
     *
     * @param retryAfter until it is worth asking again, more than zero
     * @param quotas to be told to the caller; may be empty
     */
    record Over(Duration retryAfter, List<Quota> quotas) implements RateVerdict {
        /** Copies. */
        public Over {
            quotas = List.copyOf(quotas);
        }
    }

    /** The limiter can't tell; what then is the embedder's choice, {@link RateLimiterOutage}. */
    record Unknown() implements RateVerdict {}
}
