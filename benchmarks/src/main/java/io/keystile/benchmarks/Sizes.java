package io.keystile.benchmarks;

import io.keystile.Keystile;
import io.keystile.authn.Decision;
import io.keystile.credential.Access;
import io.keystile.credential.Actor;
import io.keystile.credential.Credential;
import io.keystile.credential.CredentialId;
import io.keystile.credential.CredentialKeys;
import io.keystile.credential.CredentialSettings;
import io.keystile.credential.CredentialState;
import io.keystile.credential.LifecycleEvent;
import io.keystile.credential.Plane;
import io.keystile.credential.StoredKey;
import io.keystile.key.ApiKey;
import io.keystile.key.Environment;
import io.keystile.key.KeyFormat;
import io.keystile.key.KeyGenerator;
import io.keystile.store.InMemoryCredentialStore;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Stores by the number of their credentials, asked for any of them, or of a million of them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Sizes {
    /** How many. */
    @Param({"1000", "10000", "100000", "1000000", "10000000"})
    public int credentials = 1_000;

    private final InMemoryCredentialStore memory = new InMemoryCredentialStore();
    private final Keystile keystile = Population.over(memory).build();
    private String[] keys = {};
    private long bytesEach;

    /** Made by JMH. */
    public Sizes() {}

    /** Fills the store, and reckons how many bytes each takes, once it was asked for. */
    @Setup
    public void fill() {
        long before = used();
        KeyGenerator generator = new KeyGenerator();
        KeyFormat format = KeyFormat.withPrefix("acme");
        Instant now = Instant.now();
        SecureRandom random = new SecureRandom();
        CredentialSettings settings = CredentialSettings.of(Access.only(Population.SCOPE, "mandates:write"));
        LifecycleEvent event = new LifecycleEvent(
                now,
                LifecycleEvent.Kind.ISSUED,
                Actor.application(),
                Environment.LIVE,
                "cli_0",
                null,
                Map.of(),
                Map.of());
        keys = new String[Math.min(credentials, Population.MOST_ASKED)];
        int step = credentials / keys.length;
        for (int i = 0; i < credentials; i++) {
            ApiKey key = generator.next(format, Environment.LIVE);
            memory.insert(
                    new Credential(
                            CredentialId.next(now.plusMillis(i), random),
                            Plane.PRINCIPAL,
                            "prn_" + i,
                            "cli_" + i % 1_000,
                            Environment.LIVE,
                            null,
                            now,
                            settings,
                            CredentialKeys.first(StoredKey.current(key, 1)),
                            CredentialState.ACTIVE,
                            0,
                            1),
                    event);
            if (i % step == 0 && i / step < keys.length) {
                keys[i / step] = key.reveal();
            }
        }
        keys = Population.sideBySide(keys);
        long stored = used();
        check();
        // Of each that was asked for, the decision keeps something besides.
        bytesEach = (stored - before - keys.length * 80L) / credentials + (used() - stored) / keys.length;
    }

    /** What JMH is told besides the time. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Held {
        private long bytesEach;

        /** Made by JMH. */
        public Held() {}

        /** Takes it over. */
        @Setup
        public void take(Sizes filled) {
            bytesEach = filled.bytesEach;
        }

        /** The memory of a credential. */
        public long bytesHeld() {
            return bytesEach;
        }
    }

    private void check() {
        GetRequest request = new GetRequest(Population.TARGET);
        int step = credentials / keys.length;
        for (int i = 0; i < keys.length; i++) {
            Expected.granted(keystile.decide(request.with(keys[i])), "prn_" + i * step);
        }
    }

    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /** Ends its threads, if all is still as it was. */
    @TearDown
    public void close() {
        check();
        keystile.close();
    }

    /** Any of them. */
    @Benchmark
    public Decision granted(Asked asked, Held held) {
        return keystile.decide(
                asked.request.with(keys[ThreadLocalRandom.current().nextInt(keys.length)]));
    }
}
