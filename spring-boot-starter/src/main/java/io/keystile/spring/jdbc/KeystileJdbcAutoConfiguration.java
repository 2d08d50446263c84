package io.keystile.spring.jdbc;

import io.keystile.Keystile;
import io.keystile.spring.CredentialStores;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DataSourceUtils;

/** The stores over the application's data sources, unless it has stores of its own. */
@AutoConfiguration(
        beforeName = "io.keystile.spring.KeystileAutoConfiguration",
        afterName = {
            // Boot 3, then Boot 4.
            "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration",
            "org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration"
        })
@ConditionalOnClass({DataSource.class, DataSourceUtils.class})
@ConditionalOnBean(DataSource.class)
@ConditionalOnMissingBean({CredentialStores.class, Keystile.class})
@ConditionalOnProperty(name = "keystile.store", havingValue = "jdbc", matchIfMissing = true)
@EnableConfigurationProperties(DatabaseProperties.class)
final class KeystileJdbcAutoConfiguration {
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "keystile.enabled", havingValue = "true", matchIfMissing = true)
    static class Enabled {
        @Bean
        @DependsOnDatabaseInitialization
        JdbcStores keystileJdbcStores(
                ListableBeanFactory beans,
                DatabaseProperties settings,
                ObjectProvider<SchemaStep> flyway,
                ObjectProvider<JdbcStoreCustomizer> customizers) {
            return new JdbcStores(
                    DataSources.of(beans, settings),
                    settings.schema(),
                    flyway.getIfAvailable(),
                    customizers.orderedStream().toList());
        }

        @Bean
        CredentialStores keystileStores(JdbcStores stores) {
            return new CredentialStores(Map.copyOf(stores.all()));
        }

        @Bean
        @ConditionalOnMissingBean
        JoinedCredentials keystileJoinedCredentials(Keystile keystile, JdbcStores stores) {
            return new JoinedCredentials(keystile, stores);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(Flyway.class)
    static class WithFlyway {
        @Bean
        @ConditionalOnBean(Flyway.class)
        SchemaStep keystileFlywaySchema() {
            return new FlywaySchema();
        }
    }
}
