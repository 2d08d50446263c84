package io.keystile.examples.common;

import io.keystile.KeystileBuilder;
import io.keystile.authn.RateLimiter;
import io.keystile.authn.RateLimiterOutage;
import io.keystile.ratelimit.InProcessRateLimiter;
import io.keystile.ratelimit.Limits;
import io.keystile.ratelimit.RedisRateLimiter;
import io.lettuce.core.RedisURI;
import org.jspecify.annotations.Nullable;

/**
 * What the command line says of rate limits.
 *
 * @param limits null: off
 * @param redis where they are counted, for all nodes; null: in this process
 */
public record RateLimits(@Nullable Limits limits, @Nullable String redis) {
    static final String LIMIT = "--rate-limit";
    static final String REDIS = "--redis";

    private static final String OFF = "off";

    static RateLimits of(Arguments arguments) {
        return new RateLimits(limits(arguments.value(LIMIT, OFF)), redis(arguments.value(REDIS)));
    }

    private static @Nullable Limits limits(String value) {
        try {
            return value.equals(OFF) ? null : Limits.parse(value);
        } catch (IllegalArgumentException e) {
            throw new FlagException(LIMIT, "must be N/DURATION, such as 100/1s, or several joined by commas, or off");
        }
    }

    // A URI may hold a password: no message repeats it.
    private static @Nullable String redis(@Nullable String value) {
        if (value != null) {
            try {
                RedisURI.create(value);
            } catch (IllegalArgumentException e) {
                throw new FlagException(REDIS, "must be redis://host:port or rediss://host:port");
            }
        }
        return value;
    }

    /** Whether there are any. */
    public boolean areOn() {
        return limits != null;
    }

    /** Starts counting. */
    public Counting start() {
        Limits chosen = limits;
        String where = redis;
        if (chosen == null) {
            return new Counting(null);
        }
        return new Counting(where == null ? InProcessRateLimiter.of(chosen) : RedisRateLimiter.connect(where, chosen));
    }

    /** Limits at work, or none. Whoever started them closes them. */
    public static final class Counting implements AutoCloseable {
        private final @Nullable RateLimiter limiter;

        private Counting(@Nullable RateLimiter limiter) {
            this.limiter = limiter;
        }

        /** Holds a server's callers to them. */
        public void guard(KeystileBuilder server) {
            if (limiter != null) {
                // A Redis that is away must not end the service: it limits load, and guards nothing.
                server.rateLimiter(limiter, RateLimiterOutage.FAIL_OPEN);
            }
        }

        @Override
        public void close() {
            if (limiter instanceof AutoCloseable counting) {
                try {
                    counting.close();
                } catch (Exception e) {
                    throw new IllegalStateException("the rate limiter did not close", e);
                }
            }
        }
    }
}
