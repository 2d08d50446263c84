package io.keystile.spring.test;

import io.keystile.Keystile;
import io.keystile.key.Environment;
import io.keystile.spring.CredentialStores;
import io.keystile.store.InMemoryCredentialStore;
import java.util.Map;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Stores in memory, ahead of those of the application's database. */
@AutoConfiguration(
        beforeName = {
            "io.keystile.spring.jdbc.KeystileJdbcAutoConfiguration",
            "io.keystile.spring.KeystileAutoConfiguration"
        })
final class KeystileTestAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    CredentialStores keystileTestStores() {
        return new CredentialStores(Map.of(
                Environment.LIVE, new InMemoryCredentialStore(), Environment.SANDBOX, new InMemoryCredentialStore()));
    }

    @Bean
    @ConditionalOnMissingBean
    TestKeys keystileTestKeys(Keystile keystile) {
        return new TestKeys(keystile);
    }
}
