package io.keystile.spring.security;

import io.keystile.ConfigurationException;
import io.keystile.Keystile;
import io.keystile.policy.Coverage;
import io.keystile.servlet.SessionEnvironment;
import io.keystile.servlet.SessionUser;
import io.keystile.spring.KnownScopes;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.csrf.CsrfFilter;

/**
 * Guards routes of a filter chain by API keys: {@code http.with(keystile(), k -> k.routes("/api/**"))}, ahead of {@code
 * authorizeHttpRequests} where that has an {@code anyRequest()}. What a request needs there is the policy's alone to say; a
 * request that Keystile has not let in is refused, also where there is no Keystile or it is switched off. Log-ins of the same
 * chain are the policy's sessions.
 */
public final class KeystileConfigurer extends AbstractHttpConfigurer<KeystileConfigurer, HttpSecurity> {
    private final Routes routes = new Routes();
    private final @Nullable Keystile given;

    private KeystileConfigurer(@Nullable Keystile given) {
        this.given = given;
    }

    /** By the application's Keystile. */
    public static KeystileConfigurer keystile() {
        return new KeystileConfigurer(null);
    }

    /** By one of several. */
    public static KeystileConfigurer keystile(Keystile keystile) {
        return new KeystileConfigurer(keystile);
    }

    /**
     * What it guards, by patterns of Spring's, such as {@code /api/**}: all of it must lie in the policy's guarded roots or
     * under its rules.
     *
     * @throws ConfigurationException if the chain's rules are complete already
     */
    public KeystileConfigurer routes(String... patterns) {
        List.of(patterns).forEach(routes::add);
        try {
            getBuilder()
                    .authorizeHttpRequests(rules ->
                            rules.requestMatchers(routes::matchesOrShowsErrorOf).access(new DecidedOnly(routes)));
        } catch (IllegalStateException e) {
            throw wrong("http.with(keystile(), …) must stand ahead of authorizeHttpRequests(…anyRequest()…)");
        } catch (Exception e) {
            throw new IllegalStateException("the routes' rule can't be added", e);
        }
        return this;
    }

    @Override
    public void init(HttpSecurity http) throws Exception {
        if (routes.patterns().isEmpty()) {
            throw wrong("name what is guarded, like routes(\"/api/**\")");
        }
        ApplicationContext beans = http.getSharedObject(ApplicationContext.class);
        Keystile keystile =
                given != null ? given : beans.getBeanProvider(Keystile.class).getIfAvailable();
        routes.guardedBy(keystile);
        if (keystile == null) {
            return;
        }
        checkCoverage(keystile);
        if (given == null
                && !protectsSessions(http)
                && beans.containsBean(KeystileSessionGuardAutoConfiguration.CHOSEN_BY_NOBODY)) {
            throw new ConfigurationException(List.of("keystile.sessions-guarded-by: the chain of " + routes.patterns()
                    + " has Spring Security's CSRF protection switched off, and a route welcomes sessions: origin, with"
                    + " keystile.session-origins, or application"));
        }
        http.exceptionHandling(handling ->
                handling.defaultAccessDeniedHandlerFor(new RouteDenial(routes, keystile, users(beans)), routes));
    }

    @Override
    public void configure(HttpSecurity http) {
        Keystile keystile = routes.keystile();
        if (keystile == null) {
            http.addFilterBefore(new ClosedGate(routes), AuthorizationFilter.class);
            return;
        }
        ApplicationContext beans = http.getSharedObject(ApplicationContext.class);
        SessionUser users = users(beans);
        SessionEnvironment environments =
                beans.getBeanProvider(SessionEnvironment.class).getIfAvailable(SessionEnvironment::live);
        KnownScopes scopes = given != null
                ? new KnownScopes(keystile.policy().scopes())
                : beans.getBeanProvider(KnownScopes.class)
                        .getIfAvailable(() -> new KnownScopes(keystile.policy().scopes()));
        SecurityContextHolderStrategy contexts = getSecurityContextHolderStrategy();
        http.addFilterBefore(new CredentialFilter(routes, users, environments, scopes, contexts), CsrfFilter.class);
        http.addFilterBefore(new RouteGate(routes, keystile, users, environments), AuthorizationFilter.class);
    }

    private SessionUser users(ApplicationContext beans) {
        return beans.getBeanProvider(SessionUser.class)
                .getIfAvailable(() -> new SecurityUser(getSecurityContextHolderStrategy()));
    }

    @SuppressWarnings("unchecked") // The class literal has no type parameter to say.
    private static boolean protectsSessions(HttpSecurity http) {
        return http.getConfigurer(CsrfConfigurer.class) != null;
    }

    private void checkCoverage(Keystile keystile) {
        for (String pattern : routes.patterns()) {
            Coverage coverage = keystile.policy().coverage(RoutePattern.handler(pattern));
            if (!coverage.complete()) {
                throw wrong("routes(\"" + pattern + "\"): the policy leaves a part of it open: " + coverage.describe()
                        + "; guard all of it, or name less");
            }
        }
    }

    private static ConfigurationException wrong(String problem) {
        return new ConfigurationException(List.of("keystile(): " + problem));
    }
}
