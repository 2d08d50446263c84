package io.keystile.spring;

import static io.keystile.spring.security.KeystileConfigurer.keystile;
import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.Keystile;
import io.keystile.servlet.KeystileFilter;
import io.keystile.spring.app.App;
import io.keystile.spring.app.PlainApp;
import io.keystile.spring.app.Running;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** Without Keystile what it would guard is closed, and nothing else. */
class SwitchedOffTest {
    @Test
    void routesOfAChain_areClosedToEveryone_whateverItsOtherRulesSay() {
        try (Running app = Running.start(AllPermitted.class, "keystile.enabled=false")) {
            assertThat(app.context().getBeansOfType(Keystile.class)).isEmpty();
            assertThat(app.ask("GET /api/mandates").status()).isEqualTo(403);
            assertThat(app.ask("GET /api/health").status()).isEqualTo(403);
            assertThat(app.ask("GET /api/%6Dandates").status()).isEqualTo(403);
            assertThat(app.ask("GET /csrf").status()).isEqualTo(200);
        }
    }

    @Test
    void routesOfThePolicy_areClosedToEveryone_withoutSpringSecurity() {
        try (Running app = Running.start(PlainApp.class, "keystile.enabled=false")) {
            assertThat(app.ask("GET /api/keys").status()).isEqualTo(403);
            assertThat(app.ask("GET /api/..;x/items").status()).isEqualTo(403);
            assertThat(app.ask("GET /api/health").body()).isEqualTo("well");
            assertThat(app.ask("GET /actuator/health").status()).isEqualTo(200);
        }
    }

    @Test
    void filterThatIsNotThere_closesWhatThePolicyGuards() {
        try (Running app = Running.start(FilterDisabled.class, "keystile.sessions-guarded-by=application")) {
            assertThat(app.ask("GET /api/keys", app.key()).status()).isEqualTo(401);
            assertThat(app.ask("GET /api/health").body()).isEqualTo("well");
        }
    }

    @Test
    void chainWithoutKeystile_thatComesFirst_opensNothing() {
        try (Running app = Running.start(OtherChainFirst.class)) {
            assertThat(app.ask("GET /api/keys", app.key()).status()).isEqualTo(401);
            assertThat(app.ask("GET /api/mandates", app.key()).status()).isEqualTo(200);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(PlainApp.class)
    static class FilterDisabled {
        @Bean
        FilterRegistrationBean<KeystileFilter> keystileFilterRegistration(Keystile keystile) {
            FilterRegistrationBean<KeystileFilter> registration =
                    new FilterRegistrationBean<>(new KeystileFilter(keystile));
            registration.setEnabled(false);
            return registration;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(App.class)
    static class OtherChainFirst {
        @Bean
        @Order(1)
        SecurityFilterChain first(HttpSecurity http) throws Exception {
            return http.securityMatcher("/api/keys/**")
                    .authorizeHttpRequests(rules -> rules.anyRequest().permitAll())
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(App.Service.class)
    static class AllPermitted {
        @Bean
        SecurityFilterChain web(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(
                            rules -> rules.requestMatchers("/api/**").permitAll())
                    .with(keystile(), k -> k.routes("/api/**"))
                    .authorizeHttpRequests(rules -> rules.anyRequest().permitAll())
                    .build();
        }
    }
}
