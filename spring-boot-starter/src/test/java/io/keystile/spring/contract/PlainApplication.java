package io.keystile.spring.contract;

import io.keystile.Keystile;
import io.keystile.servlet.KeystileFilter;
import io.keystile.testkit.ServerSetup;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;
import java.util.EnumSet;
import java.util.List;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/** MVC behind the filter alone. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(
        excludeName = {
            "io.keystile.spring.KeystileAutoConfiguration",
            "io.keystile.spring.KeystilePolicyAutoConfiguration",
            "io.keystile.spring.jdbc.KeystileJdbcAutoConfiguration",
            "io.keystile.spring.metrics.KeystileMetricsAutoConfiguration",
            "io.keystile.spring.ratelimit.KeystileRateLimitAutoConfiguration",
            "io.keystile.spring.security.KeystileSecurityAutoConfiguration",
            "io.keystile.spring.security.KeystileSessionGuardAutoConfiguration",
            "io.keystile.spring.web.KeystileWebAutoConfiguration",
            // Boot 3, then Boot 4.
            "org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration",
            "org.springframework.boot.autoconfigure.security.servlet.SecurityFilterAutoConfiguration",
            "org.springframework.boot.autoconfigure.security.servlet.UserDetailsServiceAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.security.servlet.ManagementWebSecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration"
        })
class PlainApplication {
    static List<Filter> filters(ConfigurableApplicationContext context, Keystile keystile) {
        Filter sessions = (request, response, chain) -> {
            String user = ((HttpServletRequest) request).getHeader(ServerSetup.SESSION_HEADER);
            boolean first = request.getDispatcherType() == DispatcherType.REQUEST;
            chain.doFilter(
                    user == null || !first ? request : new InSession((HttpServletRequest) request, user), response);
        };
        return List.of(sessions, new KeystileFilter(keystile).withoutHandlerCheck());
    }

    @Bean
    FilterRegistrationBean<Filter> guarded(BootHost.Current current) {
        Filter one =
                (request, response, chain) -> next(current.filters(), chain).doFilter(request, response);
        FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(one);
        registration.addUrlPatterns("/*");
        registration.setDispatcherTypes(EnumSet.allOf(DispatcherType.class));
        registration.setOrder(-100);
        return registration;
    }

    private static FilterChain next(List<Filter> filters, FilterChain last) {
        return filters.isEmpty()
                ? last
                : (request, response) ->
                        filters.get(0).doFilter(request, response, next(filters.subList(1, filters.size()), last));
    }

    @Bean
    FilterRegistrationBean<TomcatTuning> tuning(BootHost.Current current) {
        FilterRegistrationBean<TomcatTuning> registration =
                new FilterRegistrationBean<>(new TomcatTuning(current::setup));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    private static final class InSession extends HttpServletRequestWrapper {
        private final String user;

        private InSession(HttpServletRequest request, String user) {
            super(request);
            this.user = user;
        }

        @Override
        public Principal getUserPrincipal() {
            return () -> user;
        }
    }
}
