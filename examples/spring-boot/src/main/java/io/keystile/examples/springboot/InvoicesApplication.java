package io.keystile.examples.springboot;

import static io.keystile.spring.security.KeystileConfigurer.keystile;

import io.keystile.Keystile;
import io.keystile.credential.Access;
import io.keystile.key.Environment;
import io.keystile.lifecycle.IssuedKey;
import io.keystile.lifecycle.NewCredential;
import java.security.Principal;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Invoices, for users who log in and for services with a key. */
@SpringBootApplication
public class InvoicesApplication {
    /** Starts it. */
    public static void main(String[] args) {
        SpringApplication.run(InvoicesApplication.class, args);
    }

    @Bean
    SecurityFilterChain web(HttpSecurity http) throws Exception {
        return http.with(keystile(), k -> k.routes("/api/**"))
                .authorizeHttpRequests(rules -> rules.anyRequest().authenticated())
                .formLogin(Customizer.withDefaults())
                .build();
    }

    /** The API: what a request needs stands in the policy. */
    @RestController
    static class Invoices {
        @GetMapping("/api/invoices")
        String list(Principal user) {
            return "the invoices of " + user.getName() + "\n";
        }
    }

    /** The pages: they are Spring Security's alone. */
    @RestController
    static class Pages {
        private final Keystile keystile;

        Pages(Keystile keystile) {
            this.keystile = keystile;
        }

        @GetMapping(path = "/", produces = "text/html")
        String home(CsrfToken token) {
            return "<form method=post action=/keys><input type=hidden name=" + token.getParameterName() + " value="
                    + token.getToken() + "><button>Make a key</button></form>";
        }

        @PostMapping("/keys")
        String makeKey(Principal user) {
            IssuedKey issued = keystile.credentials(Environment.LIVE)
                    .issue(NewCredential.principal(user.getName(), "org_1").access(Access.only("invoices:read")));
            return "shown once: " + issued.key().reveal() + "\n";
        }
    }
}
