package io.keystile.examples.directdebit.ledger;

import io.keystile.key.Environment;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** All ledgers, in memory: live and sandbox apart, and in each the organisations apart. Thread-safe. */
public final class Ledgers {
    private final Map<Environment, Map<String, Ledger>> byEnvironment = new EnumMap<>(Environment.class);
    private final InstantSource clock;

    /** None yet; each is made, with the sample in it, when first asked for. */
    public Ledgers(InstantSource clock) {
        this.clock = clock;
        for (Environment environment : Environment.values()) {
            byEnvironment.put(environment, new ConcurrentHashMap<>());
        }
    }

    /** The ledger of an organisation. */
    public Ledger of(Environment environment, String organisation) {
        Map<String, Ledger> ledgers = byEnvironment.getOrDefault(environment, Map.of());
        return ledgers.computeIfAbsent(
                organisation,
                name -> SampleLedger.of(
                        environment.name().toLowerCase(Locale.ROOT),
                        name,
                        clock.instant().truncatedTo(ChronoUnit.MILLIS)));
    }
}
