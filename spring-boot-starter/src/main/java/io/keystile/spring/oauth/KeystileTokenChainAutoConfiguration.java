package io.keystile.spring.oauth;

import io.keystile.oauth.TokenEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;

/** The token endpoint's way past Spring Security's log-ins and its protection against cross-site forgery. */
@AutoConfiguration(
        after = KeystileOauthAutoConfiguration.class,
        afterName = {
            // Boot 3, then Boot 4.
            "org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration"
        })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({SecurityFilterChain.class, TokenEndpoint.class})
@ConditionalOnBean(name = "keystileTokenServlet")
final class KeystileTokenChainAutoConfiguration {
    /**
     * A chain without filters, for what the container has mapped to the token servlet. Only where there is another chain:
     * Boot's own, which guards everything, gives way to whichever is there before it.
     */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    @ConditionalOnBean(SecurityFilterChain.class)
    @ConditionalOnMissingBean(name = "keystileTokenChain")
    SecurityFilterChain keystileTokenChain() {
        return new DefaultSecurityFilterChain(request -> KeystileOauthAutoConfiguration.SERVLET.equals(
                request.getHttpServletMapping().getServletName()));
    }
}
