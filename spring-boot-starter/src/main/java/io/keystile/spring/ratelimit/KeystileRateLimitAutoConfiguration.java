package io.keystile.spring.ratelimit;

import io.keystile.ConfigurationException;
import io.keystile.authn.RateLimiter;
import io.keystile.authn.RateLimiterOutage;
import io.keystile.ratelimit.InProcessRateLimiter;
import io.keystile.ratelimit.Limits;
import io.keystile.spring.KeystileBuilderCustomizer;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A limiter, by a bean of the application's or by a property. */
@AutoConfiguration(beforeName = "io.keystile.spring.KeystileAutoConfiguration")
@EnableConfigurationProperties(RateLimitProperties.class)
final class KeystileRateLimitAutoConfiguration {
    @Bean
    KeystileBuilderCustomizer keystileRateLimits(RateLimitProperties settings, ObjectProvider<RateLimiter> limiters) {
        RateLimiter limiter = limiters.getIfAvailable();
        RateLimiterOutage outage = settings.rateLimitOutage();
        if (limiter == null) {
            if (settings.rateLimit() != null) {
                throw new ConfigurationException(
                        List.of("keystile.rate-limit: needs io.keystile:keystile-rate-limit on the class path"));
            }
            return builder -> {};
        }
        if (outage == null && !limiter.getClass().getName().equals("io.keystile.ratelimit.InProcessRateLimiter")) {
            throw new ConfigurationException(List.of(
                    "keystile.rate-limit-outage: what happens while the limiter can't tell, fail-open or fail-closed"));
        }
        return builder -> builder.rateLimiter(limiter, outage == null ? RateLimiterOutage.FAIL_CLOSED : outage);
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(InProcessRateLimiter.class)
    static class InProcess {
        @Bean
        @ConditionalOnMissingBean
        @ConditionalOnProperty("keystile.rate-limit")
        RateLimiter keystileRateLimiter(RateLimitProperties settings) {
            try {
                return InProcessRateLimiter.of(Limits.parse(String.valueOf(settings.rateLimit())));
            } catch (IllegalArgumentException e) {
                throw new ConfigurationException(List.of("keystile.rate-limit: " + e.getMessage()));
            }
        }
    }
}
