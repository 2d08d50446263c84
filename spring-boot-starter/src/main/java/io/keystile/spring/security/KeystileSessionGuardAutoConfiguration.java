package io.keystile.spring.security;

import io.keystile.Keystile;
import io.keystile.spring.KeystileBuilderCustomizer;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;

/** Where nobody has chosen, Spring Security guards sessions against cross-site forgery; the configurer sees to it that it does. */
@AutoConfiguration(
        beforeName = "io.keystile.spring.KeystileAutoConfiguration",
        afterName = {
            // Boot 3, then Boot 4.
            "org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration"
        })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(HttpSecurity.class)
@ConditionalOnBean(name = "springSecurityFilterChain")
@ConditionalOnMissingBean(Keystile.class)
@ConditionalOnProperty(name = "keystile.filter", havingValue = "security-chain", matchIfMissing = true)
final class KeystileSessionGuardAutoConfiguration {
    /** The bean that says that nobody has chosen. */
    static final String CHOSEN_BY_NOBODY = "keystileSessionsGuardedBySpringSecurity";

    /** None of the setting's values: it has to be missing. */
    private static final String NO_VALUE = "not-set";

    @Bean(CHOSEN_BY_NOBODY)
    @ConditionalOnProperty(name = "keystile.sessions-guarded-by", havingValue = NO_VALUE, matchIfMissing = true)
    KeystileBuilderCustomizer keystileSessionsGuardedBySpringSecurity() {
        return builder -> builder.sessionsGuardedByApplication();
    }
}
