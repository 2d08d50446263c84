package io.keystile.benchmarks.peers;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Objects;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/**
 * Spring Security's OAuth2 resource server as its reference has it, with the validator of RFC 9068 tokens: {@code
 * oauth2ResourceServer().jwt()} (a {@code BearerTokenAuthenticationFilter} with a {@code JwtAuthenticationProvider} and a {@code
 * NimbusJwtDecoder} by key set URL), scopes as authorities, stateless. The caller is the token's subject, whom it doesn't look up.
 */
final class SpringResourceServer implements Peer {
    private final Filter chain;
    private boolean letIn;
    private final FilterChain application = (request, response) -> letIn = true;

    SpringResourceServer(TokenRules rules) {
        chain = SpringSecurityChain.filter(Chain.class, "rules", rules);
    }

    @Override
    public boolean letsIn(PeerRequest request) throws IOException, ServletException {
        letIn = false;
        chain.doFilter(request, request.response(), application);
        return letIn;
    }

    /** What an application would write. */
    @Configuration
    @EnableWebSecurity
    public static class Chain {
        /** Made by Spring. */
        public Chain() {}

        /** Verifies tokens. */
        @Bean
        public JwtDecoder decoder(TokenRules rules) {
            NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(
                            rules.keySet().toString())
                    .jwsAlgorithm(SignatureAlgorithm.from(rules.algorithm()))
                    .validateType(false) // the validator below does
                    .build();
            decoder.setJwtValidator(JwtValidators.createAtJwtValidator()
                    .issuer(rules.issuer())
                    .audience(rules.audience())
                    // Any client: the builder's own takes one alone.
                    .validators(all -> all.put("client_id", new JwtClaimValidator<>("client_id", Objects::nonNull)))
                    .build());
            return decoder;
        }

        /** The chain. */
        @Bean
        public SecurityFilterChain tokens(HttpSecurity http, JwtDecoder decoder) throws Exception {
            return http.csrf(AbstractHttpConfigurer::disable)
                    .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                    .oauth2ResourceServer(server -> server.jwt(jwt -> jwt.decoder(decoder)))
                    .authorizeHttpRequests(requests -> requests.requestMatchers(
                                    PathPatternRequestMatcher.withDefaults().matcher(Owners.PATH + "/**"))
                            .hasAuthority("SCOPE_" + Owners.SCOPE)
                            .anyRequest()
                            .denyAll())
                    .build();
        }
    }
}
