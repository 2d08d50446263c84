package io.keystile.spring.metrics;

import io.keystile.Keystile;
import io.keystile.key.Environment;
import io.keystile.store.CacheFigures;
import io.keystile.store.StoreHealth;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one Keystile as meters, all named {@code keystile.…}: refusals by reason, legacy keys, listeners that failed,
 * and for each environment its store's health and its cache.
 */
public final class KeystileMetrics implements MeterBinder {
    private final Keystile keystile;
    private final RefusalCounts refusals;

    KeystileMetrics(Keystile keystile, RefusalCounts refusals) {
        this.keystile = keystile;
        this.refusals = refusals;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        refusals.all()
                .forEach((reason, count) -> FunctionCounter.builder("keystile.refusals", count, LongAdder::doubleValue)
                        .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                        .description("Requests refused")
                        .register(registry));
        counter(
                registry,
                "keystile.legacy.keys",
                "Requests let in by a key in the legacy form",
                k -> k.figures().legacyKeys());
        counter(
                registry,
                "keystile.listener.failures",
                "Calls of decision listeners that threw",
                k -> k.figures().listenerFailures());
        keystile.health().stores().keySet().forEach(environment -> bindStore(registry, environment));
        keystile.figures().caches().keySet().forEach(environment -> bindCache(registry, environment));
    }

    private void bindStore(MeterRegistry registry, Environment environment) {
        gauge(registry, "keystile.store.healthy", environment, "1 while requests are decided as promised", k -> {
            StoreHealth health = k.health().stores().get(environment);
            return health != null && health.isHealthy() ? 1 : 0;
        });
        gauge(registry, "keystile.store.lag", environment, "Seconds since changes were last read", k -> {
            StoreHealth health = k.health().stores().get(environment);
            Duration lag = health == null ? null : health.lag();
            return lag == null ? Double.NaN : lag.toMillis() / 1_000.0;
        });
    }

    private void bindCache(MeterRegistry registry, Environment environment) {
        cache(registry, environment, "hits", "Requests answered from the cache", CacheFigures::hits);
        cache(registry, environment, "misses", "Requests that had to ask the store", CacheFigures::misses);
        cache(registry, environment, "loads", "Look-ups sent to the store", CacheFigures::loads);
        cache(
                registry,
                environment,
                "refused",
                "Look-ups of unknown keys over their bound",
                CacheFigures::refusedLookUps);
        cache(registry, environment, "feed.failures", "Reads of changes that failed", CacheFigures::failedFeedReads);
        gauge(registry, "keystile.cache.keys", environment, "Keys of credentials, cached", k -> {
            CacheFigures figures = figures(k, environment);
            return figures == null ? Double.NaN : figures.keys();
        });
    }

    private void cache(
            MeterRegistry registry,
            Environment environment,
            String name,
            String description,
            ToDoubleFunction<CacheFigures> figure) {
        FunctionCounter.builder("keystile.cache." + name, keystile, k -> {
                    CacheFigures figures = figures(k, environment);
                    return figures == null ? Double.NaN : figure.applyAsDouble(figures);
                })
                .tags(tags(environment))
                .description(description)
                .register(registry);
    }

    private static @Nullable CacheFigures figures(Keystile keystile, Environment environment) {
        return keystile.figures().caches().get(environment);
    }

    private void counter(MeterRegistry registry, String name, String description, ToDoubleFunction<Keystile> figure) {
        FunctionCounter.builder(name, keystile, figure).description(description).register(registry);
    }

    private void gauge(
            MeterRegistry registry,
            String name,
            Environment environment,
            String description,
            ToDoubleFunction<Keystile> figure) {
        Gauge.builder(name, keystile, figure)
                .tags(tags(environment))
                .description(description)
                .register(registry);
    }

    private static Tags tags(Environment environment) {
        return Tags.of("environment", environment.name().toLowerCase(Locale.ROOT));
    }
}
