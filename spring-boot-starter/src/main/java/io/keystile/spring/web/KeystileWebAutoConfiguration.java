package io.keystile.spring.web;

import io.keystile.Keystile;
import io.keystile.policy.AccessPolicy;
import io.keystile.servlet.KeystileFilter;
import io.keystile.servlet.SessionEnvironment;
import io.keystile.servlet.SessionUser;
import io.keystile.spring.KnownScopes;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.util.EnumSet;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The filter where there is no Spring Security, and what is there with Spring MVC. */
@AutoConfiguration(
        afterName = {
            "io.keystile.spring.KeystileAutoConfiguration",
            "io.keystile.spring.security.KeystileSecurityAutoConfiguration"
        })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties(WebProperties.class)
final class KeystileWebAutoConfiguration {
    private static final String FILTER = "keystile";

    /** Behind what makes the session known, and what wraps requests; right behind Spring Security's, should that be there. */
    private static final int ORDER = -99;

    private static <T extends Filter> FilterRegistrationBean<T> beforeAll(T filter) {
        FilterRegistrationBean<T> registration = new FilterRegistrationBean<>(filter);
        registration.setName(FILTER);
        // All paths: Spring MVC reads the raw target, and could be led where a container's mapping doesn't look.
        registration.addUrlPatterns("/*");
        registration.setDispatcherTypes(EnumSet.allOf(DispatcherType.class));
        registration.setOrder(ORDER);
        return registration;
    }

    @Configuration(proxyBeanMethods = false)
    @Conditional(PlainFilterCondition.class)
    static class Plain {
        @Bean
        @ConditionalOnBean(Keystile.class)
        @ConditionalOnMissingBean(name = "keystileFilterRegistration")
        FilterRegistrationBean<KeystileFilter> keystileFilterRegistration(
                Keystile keystile, ObjectProvider<SessionUser> users, ObjectProvider<SessionEnvironment> environments) {
            return beforeAll(new KeystileFilter(
                            keystile,
                            users.getIfAvailable(SessionUser::ofContainer),
                            environments.getIfAvailable(SessionEnvironment::live))
                    .withoutHandlerCheck());
        }

        @Bean
        @ConditionalOnProperty(name = "keystile.enabled", havingValue = "false")
        FilterRegistrationBean<ClosedRoutes> keystileClosedRoutes(AccessPolicy policy) {
            return beforeAll(new ClosedRoutes(policy));
        }

        @Bean
        @ConditionalOnMissingBean
        GuardedRoutes keystileRoutes() {
            return GuardedRoutes.everywhere();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(WebMvcConfigurer.class)
    @ConditionalOnBean(Keystile.class)
    static class Mvc {
        @Bean
        RequiredScopes keystileRequiredScopes() {
            return new RequiredScopes();
        }

        @Bean
        WebMvcConfigurer keystileScopeInterceptor(Keystile keystile, RequiredScopes scopes) {
            return new WebMvcConfigurer() {
                @Override
                public void addInterceptors(InterceptorRegistry registry) {
                    registry.addInterceptor(new ScopeInterceptor(keystile, scopes))
                            .order(Ordered.HIGHEST_PRECEDENCE);
                }
            };
        }

        @Bean
        HandlerListing keystileHandlerListing(
                Keystile keystile,
                WebApplicationContext context,
                GuardedRoutes routes,
                RequiredScopes scopes,
                KnownScopes known,
                WebProperties settings) {
            String servlet = context.getEnvironment().getProperty("spring.mvc.servlet.path", "/");
            boolean plain = context.containsBean("keystileFilterRegistration");
            return new HandlerListing(
                    keystile.policy(),
                    routes,
                    scopes,
                    known,
                    settings.handlers(),
                    () -> Handlers.of(
                            BeanFactoryUtils.beansOfTypeIncludingAncestors(context, HandlerMapping.class, true, false)
                                    .values(),
                            servlet.equals("/") ? "" : servlet),
                    new ServletListing(
                            keystile,
                            context.getServletContext(),
                            plain ? FILTER : "springSecurityFilterChain",
                            routes,
                            settings.handlers().open()));
        }
    }
}
