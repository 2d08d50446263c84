package io.keystile.spring.ratelimit;

import io.keystile.authn.RateLimiterOutage;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of the limits per organisation.
 *
 * @param rateLimit requests per organisation, such as 100/1s or 100/1s,6000/1m; counted in this process, unless there is a RateLimiter bean
 * @param rateLimitOutage what happens while a RateLimiter bean can't tell: fail-open or fail-closed; of no effect in process
 */
@ConfigurationProperties("keystile")
record RateLimitProperties(
        @Nullable String rateLimit, @Nullable RateLimiterOutage rateLimitOutage) {}
