package io.keystile.benchmarks.peers;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mock.web.MockServletContext;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AuthenticationFilter;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;

/**
 * Spring Security's filter chain with an {@code AuthenticationFilter} and a provider of keys: stateless, without CSRF tokens,
 * as its documentation has it for requests that browsers don't make.
 */
public final class SpringSecurityChain implements Peer {
    private final Filter chain;
    private boolean letIn;
    private final FilterChain application = (request, response) -> letIn = true;

    /** Knowing these keys. */
    public SpringSecurityChain(Owners owners) {
        chain = filter(owners);
    }

    /** The chain as a servlet filter. */
    public static Filter filter(Owners owners) {
        return filter(Chain.class, "owners", owners);
    }

    /** The chain of a configuration that asks for one thing. */
    static Filter filter(Class<?> configuration, String name, Object asked) {
        AnnotationConfigWebApplicationContext context = new AnnotationConfigWebApplicationContext();
        context.setServletContext(new MockServletContext());
        context.addBeanFactoryPostProcessor(factory -> factory.registerSingleton(name, asked));
        context.register(configuration);
        context.refresh();
        return context.getBean("springSecurityFilterChain", Filter.class);
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

        /** The chain. */
        @Bean
        public SecurityFilterChain keys(HttpSecurity http, Owners owners) throws Exception {
            AuthenticationFilter keys =
                    new AuthenticationFilter(new ProviderManager(new KeyProvider(owners)), request -> {
                        String key = request.getHeader("X-API-Key");
                        return key == null ? null : UsernamePasswordAuthenticationToken.unauthenticated("", key);
                    });
            keys.setSuccessHandler((request, response, authentication) -> {});
            return http.csrf(AbstractHttpConfigurer::disable)
                    .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                    .addFilterBefore(keys, UsernamePasswordAuthenticationFilter.class)
                    .authorizeHttpRequests(requests -> requests.requestMatchers(
                                    PathPatternRequestMatcher.withDefaults().matcher(Owners.PATH + "/**"))
                            .hasAuthority(Owners.SCOPE)
                            .anyRequest()
                            .denyAll())
                    .build();
        }
    }

    private record KeyProvider(Owners owners) implements AuthenticationProvider {
        @Override
        public @Nullable Authentication authenticate(Authentication presented) {
            Owners.Owner owner = owners.of((String) presented.getCredentials());
            if (owner == null) {
                throw new BadCredentialsException("unknown");
            }
            return UsernamePasswordAuthenticationToken.authenticated(
                    owner, null, AuthorityUtils.createAuthorityList(owner.scopes()));
        }

        @Override
        public boolean supports(Class<?> authentication) {
            return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
        }
    }
}
