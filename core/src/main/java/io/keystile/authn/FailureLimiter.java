package io.keystile.authn;

import io.keystile.net.IpAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Counts failed authentications by where they come from. Asked after an authentication has failed, whatever its cause, and
 * never about a good credential. For authors of limiters: called by many threads at once, on the request's own; must not block.
 */
@FunctionalInterface
public interface FailureLimiter {
    /**
     * Counts one.
     *
     * @param address the client's; null: not known, all of which share one count
     * @return null while within the limit: the caller gets the uniform 401; else the time until it is worth trying again, more
     *     than zero: the caller gets the 429
     */
    @Nullable
    Duration failed(@Nullable IpAddress address);
}
