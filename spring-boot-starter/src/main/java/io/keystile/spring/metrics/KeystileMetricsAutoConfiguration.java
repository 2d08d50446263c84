package io.keystile.spring.metrics;

import io.keystile.Keystile;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Meters that whatever registry there is binds by itself. */
@AutoConfiguration(afterName = "io.keystile.spring.KeystileAutoConfiguration")
@ConditionalOnClass(MeterBinder.class)
@ConditionalOnBean(Keystile.class)
final class KeystileMetricsAutoConfiguration {
    @Bean
    RefusalCounts keystileRefusalCounts() {
        return new RefusalCounts();
    }

    @Bean
    @ConditionalOnMissingBean
    KeystileMetrics keystileMetrics(Keystile keystile, RefusalCounts refusals) {
        return new KeystileMetrics(keystile, refusals);
    }
}
