package io.keystile.spring;

import io.keystile.Keystile;
import io.keystile.authn.AuditLog;
import io.keystile.authn.ClientTenancy;
import io.keystile.authn.DecisionListener;
import io.keystile.authn.FailureLimiter;
import io.keystile.authn.OperatorKey;
import io.keystile.key.Environment;
import io.keystile.net.ClientAddress;
import io.keystile.policy.AccessPolicy;
import io.keystile.store.InMemoryCredentialStore;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;

/** The application's Keystile, and what it is made of. Switched off, what stands before the routes closes them. */
@AutoConfiguration(after = KeystilePolicyAutoConfiguration.class)
@ConditionalOnProperty(name = "keystile.enabled", havingValue = "true", matchIfMissing = true)
@EnableConfigurationProperties(KeystileProperties.class)
final class KeystileAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean({CredentialStores.class, Keystile.class})
    @ConditionalOnProperty(name = "keystile.store", havingValue = "in-memory-lost-at-restart")
    CredentialStores keystileStoresInMemory() {
        return new CredentialStores(Map.of(
                Environment.LIVE, new InMemoryCredentialStore(), Environment.SANDBOX, new InMemoryCredentialStore()));
    }

    @Bean
    @ConditionalOnMissingBean
    AuditLog keystileAuditLog() {
        return new AuditLog();
    }

    @Bean
    @ConditionalOnMissingBean
    Keystile keystile(
            KeystileProperties settings,
            AccessPolicy policy,
            ApplicationContext context,
            ObjectProvider<ClientAddress> clientAddress,
            ObjectProvider<CredentialStores> stores,
            ObjectProvider<DecisionListener> listeners,
            ObjectProvider<ClientTenancy> tenancy,
            ObjectProvider<FailureLimiter> failures,
            ObjectProvider<OperatorKey> operators,
            ObjectProvider<KeystileBuilderCustomizer> customizers) {
        KeystileFactory factory = new KeystileFactory(settings);
        factory.attempt(
                "keystile.client-address",
                () -> factory.builder()
                        .clientAddress(clientAddress.getIfAvailable(() ->
                                Addresses.of(settings, ForwardedHeaders.resolvedBecauseOf(context.getEnvironment())))));
        factory.with(builder -> {
            builder.policy(policy);
            stores.ifAvailable(all -> all.byEnvironment().forEach(builder::store));
            listeners.orderedStream().forEach(builder::listener);
            tenancy.ifAvailable(builder::clientTenancy);
            failures.ifAvailable(builder::failureLimiter);
            operators.orderedStream().forEach(builder::operator);
        });
        customizers.orderedStream().forEach(factory::with);
        return factory.build();
    }

    @Bean
    @ConditionalOnMissingBean
    KnownScopes keystileScopes(Keystile keystile, KeystileProperties settings) {
        Set<String> names = new HashSet<>(keystile.policy().scopes());
        names.addAll(settings.scopes());
        return new KnownScopes(names);
    }

    @Bean
    @ConditionalOnMissingBean
    ReadinessGate keystileReadiness(Keystile keystile, ApplicationContext context) {
        return new ReadinessGate(keystile, context);
    }
}
