package io.keystile.examples.common;

import io.keystile.authn.RateLimiter;
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

    /** Starts counting; null if that is off. Whoever calls this closes it, if it can be closed. */
    public @Nullable RateLimiter start() {
        Limits chosen = limits;
        String where = redis;
        if (chosen == null) {
            return null;
        }
        return where == null ? InProcessRateLimiter.of(chosen) : RedisRateLimiter.connect(where, chosen);
    }
}
