package io.keystile.authn;

import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;

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
            quotas = QuotasWhenRead.copyOf(quotas);
        }

        /**
         * The same with quotas that are worked out each time they are read, which most never are.
         *
         * @param size how many
         * @param quota that of an index from 0 on; always the same one, for any thread
         */
        public static Within of(int size, IntFunction<Quota> quota) {
            return new Within(new QuotasWhenRead(size, quota));
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
            quotas = QuotasWhenRead.copyOf(quotas);
        }
    }

    /** The limiter can't tell; what then is the embedder's choice, {@link RateLimiterOutage}. */
    record Unknown() implements RateVerdict {}
}
