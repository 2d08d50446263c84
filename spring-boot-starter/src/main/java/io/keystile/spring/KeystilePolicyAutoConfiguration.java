package io.keystile.spring;

import io.keystile.ConfigurationException;
import io.keystile.Keystile;
import io.keystile.policy.AccessPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.Resource;

/** The policy, of a file; there also while Keystile is switched off, so that it is known what to close. */
@AutoConfiguration
@EnableConfigurationProperties(KeystileProperties.class)
final class KeystilePolicyAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean({AccessPolicy.class, Keystile.class})
    AccessPolicy keystilePolicy(KeystileProperties settings) throws IOException {
        Resource file = settings.policy();
        if (!file.exists()) {
            throw new ConfigurationException(List.of(
                    "keystile.policy: " + file.getDescription() + " is not there; it says which request needs what"));
        }
        try (InputStream in = file.getInputStream()) {
            return AccessPolicy.read(file.getDescription(), in);
        }
    }
}
