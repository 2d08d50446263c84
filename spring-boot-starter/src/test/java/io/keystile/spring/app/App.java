package io.keystile.spring.app;

import static io.keystile.spring.security.KeystileConfigurer.keystile;

import io.keystile.authn.Caller;
import io.keystile.authn.CurrentCaller;
import io.keystile.spring.web.RequiresScope;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Form login, log-in by HTTP Basic, and keys, in one chain. */
@Configuration(proxyBeanMethods = false)
@Import(App.Service.class)
public class App {
    @Bean
    SecurityFilterChain web(HttpSecurity http) throws Exception {
        return http.with(keystile(), k -> k.routes("/api/**"))
                .authorizeHttpRequests(rules -> rules.requestMatchers("/actuator/health", "/actuator/health/readiness")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .formLogin(Customizer.withDefaults())
                .httpBasic(Customizer.withDefaults())
                .build();
    }

    /** All but the chain. */
    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EnableMethodSecurity
    @Import({Mandates.class, Pages.class})
    public static class Service {
        /** Made by Spring. */
        public Service() {}

        @Bean
        UserDetailsService users() {
            return new InMemoryUserDetailsManager(User.withUsername("ada")
                    .password("{noop}pass")
                    .roles("USER")
                    .build());
        }
    }

    /** Routes of the policy's. */
    @RestController
    static class Mandates {
        @GetMapping("/api/health")
        String health() {
            return "well";
        }

        @GetMapping("/api/mandates")
        @PreAuthorize("hasAuthority('mandates:read') or hasRole('USER')")
        String list(
                @AuthenticationPrincipal @Nullable Object principal,
                Principal user,
                Authentication authentication,
                HttpServletRequest request) {
            String who = principal instanceof Caller caller ? "caller " + caller.owner() : "user";
            List<String> authorities = authentication.getAuthorities().stream()
                    .map(GrantedAuthority::getAuthority)
                    .sorted()
                    .toList();
            return who + " " + user.getName() + " " + authorities + " " + authentication.getCredentials() + " "
                    + request.getHeader("Authorization");
        }

        @PostMapping("/api/mandates")
        String create(Principal user) {
            return "created by " + user.getName();
        }

        @GetMapping("/api/mandates/locked")
        @PreAuthorize("hasAuthority('mandates:write')")
        String locked() {
            return "locked";
        }

        @GetMapping("/api/mandates/scoped")
        @RequiresScope("mandates:write")
        String scoped() {
            return "scoped";
        }

        @GetMapping("/api/mandates/broken")
        String broken() {
            throw new IllegalStateException("broken");
        }

        @GetMapping("/api/mandates/later")
        Callable<String> later() {
            Callable<String> owner = CurrentCaller.wrap(() -> String.valueOf(CurrentCaller.get()));
            return () -> {
                Authentication user = SecurityContextHolder.getContext().getAuthentication();
                return (user == null ? "nobody" : user.getName()) + " " + owner.call();
            };
        }

        @GetMapping("/api/keys")
        String keysOnly(@AuthenticationPrincipal Caller caller) {
            return caller.owner();
        }
    }

    /** Pages of the application's own. */
    @RestController
    static class Pages {
        @GetMapping("/me")
        String me(Principal user) {
            return user.getName();
        }

        @GetMapping("/csrf")
        String csrf(CsrfToken token) {
            return token.getToken();
        }
    }
}
