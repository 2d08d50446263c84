package io.keystile.spring.contract;

import static io.keystile.spring.security.KeystileConfigurer.keystile;

import io.keystile.Keystile;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/** MVC behind Spring Security, whose one chain is built anew for each set-up. */
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
            "io.keystile.spring.web.KeystileWebAutoConfiguration"
        })
class SecuredApplication {
    static List<Filter> filters(ConfigurableApplicationContext context, Keystile keystile) {
        try {
            HttpSecurity http = context.getBean(HttpSecurity.class);
            return http.securityContext(contexts -> contexts.securityContextRepository(new HeaderSessions()))
                    // The contract's own sessions are guarded by origin.
                    .csrf(AbstractHttpConfigurer::disable)
                    .with(keystile(keystile), k -> k.routes("/api/**"))
                    .authorizeHttpRequests(rules -> rules.anyRequest().permitAll())
                    .build()
                    .getFilters();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Bean
    SecurityFilterChain chain(BootHost.Current current) {
        return new SecurityFilterChain() {
            @Override
            public boolean matches(HttpServletRequest request) {
                return true;
            }

            @Override
            public List<Filter> getFilters() {
                return current.filters();
            }
        };
    }

    /** As it comes, but for methods: by default a PURGE is its 400, and the contract asks for the uniform 401. */
    @Bean
    HttpFirewall firewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setUnsafeAllowAnyHttpMethod(true);
        return firewall;
    }

    @Bean
    FilterRegistrationBean<TomcatTuning> tuning(BootHost.Current current) {
        FilterRegistrationBean<TomcatTuning> registration =
                new FilterRegistrationBean<>(new TomcatTuning(current::setup));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }
}
