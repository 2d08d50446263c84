package io.keystile.spring.security;

import io.keystile.ConfigurationException;
import io.keystile.Keystile;
import io.keystile.policy.Rule;
import io.keystile.spring.web.GuardedRoutes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/** What is there with Spring Security, beside the configurer that its chains are given. */
@AutoConfiguration(
        beforeName = "io.keystile.spring.web.KeystileWebAutoConfiguration",
        afterName = {
            "io.keystile.spring.KeystileAutoConfiguration",
            // Boot 3, then Boot 4.
            "org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration"
        })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({HttpSecurity.class, SecurityFilterChain.class})
@ConditionalOnBean(value = Keystile.class, name = "springSecurityFilterChain")
@ConditionalOnProperty(name = "keystile.filter", havingValue = "security-chain", matchIfMissing = true)
final class KeystileSecurityAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    RequestRejectedHandler keystileRejection(Keystile keystile) {
        return new UniformRejection(keystile);
    }

    /** @throws ConfigurationException if the policy guards what no chain has among its routes */
    @Bean
    @ConditionalOnMissingBean
    GuardedRoutes keystileRoutes(Keystile keystile, ObjectProvider<SecurityFilterChain> chains) {
        List<String> patterns = new ArrayList<>();
        chains.stream()
                .flatMap(chain -> chain.getFilters().stream())
                .filter(filter -> filter instanceof RouteGate gate && gate.keystile() == keystile)
                .forEach(filter -> patterns.addAll(((RouteGate) filter).routes().patterns()));
        GuardedRoutes routes = GuardedRoutes.of(patterns);
        Set<String> guarded = new LinkedHashSet<>(keystile.policy().guardedRoots());
        keystile.policy().rules().stream()
                .filter(rule -> rule.kind() != Rule.Kind.OPEN)
                .forEach(rule -> guarded.add(rule.path()));
        List<String> problems = guarded.stream()
                .filter(path -> !RoutePattern.samples(path).stream().allMatch(routes::contain))
                .map(path -> path + ": guarded by the policy, and no SecurityFilterChain has it among its routes:"
                        + " http.with(keystile(), k -> k.routes(…)); or keystile.filter=servlet")
                .toList();
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return routes;
    }
}
