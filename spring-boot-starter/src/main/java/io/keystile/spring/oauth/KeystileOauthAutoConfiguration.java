package io.keystile.spring.oauth;

import io.keystile.ConfigurationException;
import io.keystile.Keystile;
import io.keystile.oauth.EndpointRoutes;
import io.keystile.oauth.JwtAccessTokens;
import io.keystile.oauth.SigningKeys;
import io.keystile.oauth.TokenEndpoint;
import io.keystile.servlet.TokenServlet;
import io.keystile.spring.KeystileBuilderCustomizer;
import io.keystile.store.Freshness;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.web.filter.HiddenHttpMethodFilter;

/** Access tokens, and the endpoint that makes them, for whom an issuer was named. */
@AutoConfiguration(afterName = "io.keystile.spring.KeystileAutoConfiguration")
@ConditionalOnProperty("keystile.oauth2.issuer")
@EnableConfigurationProperties(OauthProperties.class)
final class KeystileOauthAutoConfiguration {
    /** The servlet's name, by which its requests are known again. */
    static final String SERVLET = "keystile-token";

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingClass("io.keystile.oauth.TokenEndpoint")
    static class Missing {
        @Bean
        KeystileBuilderCustomizer keystileAccessTokens() {
            throw new ConfigurationException(
                    List.of("keystile.oauth2.issuer: needs io.keystile:keystile-oauth2 on the class path"));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(TokenEndpoint.class)
    @ConditionalOnProperty(name = "keystile.enabled", havingValue = "true", matchIfMissing = true)
    static class Tokens {
        /** Made ahead of Keystile, and so closed behind it. */
        @Bean
        @ConditionalOnMissingBean({SigningKeys.class, JwtAccessTokens.class})
        SigningKeys keystileSigningKeys(OauthProperties settings, Environment environment) {
            Duration maxStaleness = Binder.get(environment)
                    .bind("keystile.max-staleness", Duration.class)
                    .orElseGet(() -> Freshness.withoutOutageGrace().maxStaleness());
            return new TokenSettings(settings).keys(maxStaleness);
        }

        @Bean
        @ConditionalOnMissingBean
        JwtAccessTokens keystileJwtAccessTokens(OauthProperties settings, SigningKeys keys) {
            return new TokenSettings(settings).tokens(keys);
        }

        /** First, so that the application's own have the last word. */
        @Bean
        @Order(Ordered.HIGHEST_PRECEDENCE)
        KeystileBuilderCustomizer keystileAccessTokens(JwtAccessTokens tokens) {
            return builder -> builder.accessTokens(tokens);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({TokenEndpoint.class, TokenServlet.class})
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    @ConditionalOnBean(Keystile.class)
    @ConditionalOnProperty(name = "keystile.enabled", havingValue = "true", matchIfMissing = true)
    static class Endpoint {
        @Bean
        @ConditionalOnMissingBean
        TokenEndpoint keystileTokenEndpoint(Keystile keystile, JwtAccessTokens tokens) {
            return TokenEndpoint.builder(keystile, tokens).build();
        }

        @Bean
        @ConditionalOnMissingBean
        EndpointRoutes keystileEndpointRoutes(TokenEndpoint endpoint) {
            return EndpointRoutes.of(endpoint);
        }

        /** @throws ConfigurationException if the policy guards one of the paths, or a filter would read the requests' bodies */
        @Bean
        @ConditionalOnMissingBean(name = "keystileTokenServlet")
        ServletRegistrationBean<TokenServlet> keystileTokenServlet(EndpointRoutes routes, ListableBeanFactory beans) {
            routes.requireOpen();
            if (beans.getBeanNamesForType(HiddenHttpMethodFilter.class, true, false).length > 0) {
                throw new ConfigurationException(
                        List.of("spring.mvc.hiddenmethod.filter.enabled: the filter reads the bodies of token requests;"
                                + " switch it off, or register one for paths of yours by a FilterRegistrationBean"));
            }
            ServletRegistrationBean<TokenServlet> registration = new ServletRegistrationBean<>(
                    new TokenServlet(routes), routes.paths().toArray(String[]::new));
            registration.setName(SERVLET);
            registration.setLoadOnStartup(1);
            return registration;
        }
    }
}
