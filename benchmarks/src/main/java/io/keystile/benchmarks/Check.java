package io.keystile.benchmarks;

import io.keystile.Keystile;
import io.keystile.authn.Decision;
import io.keystile.authn.Granted;
import io.keystile.store.CredentialStore;
import io.keystile.store.InMemoryCredentialStore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The whole decision about a granted request among many keys, each as likely as the next: over the store in memory, and over
 * one that is not local and wholly cached.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Check {
    /** Which store. */
    @Param({"memory", "cached"})
    public String store = "memory";

    /** How many. */
    @Param("100000")
    public int keys = Population.KEYS;

    private String[] all = {};
    private Keystile keystile = Population.over(new InMemoryCredentialStore()).build();

    /** Made by JMH. */
    public Check() {}

    /** Issues all keys, and asks for each once. */
    @Setup
    public void issue(Asked asked) {
        InMemoryCredentialStore memory = new InMemoryCredentialStore();
        CredentialStore near = store.equals("memory") ? memory : new FarStore(memory);
        keystile.close();
        keystile = Population.over(near).build();
        all = Population.sideBySide(Population.issue(keystile, keys));
        for (String key : all) {
            if (!(keystile.decide(asked.request.with(key)) instanceof Granted)) {
                throw new IllegalStateException("refused");
            }
        }
    }

    /** Ends its threads. */
    @TearDown
    public void close() {
        keystile.close();
    }

    /** Any key. */
    @Benchmark
    public Decision granted(Asked asked) {
        return keystile.decide(
                asked.request.with(all[ThreadLocalRandom.current().nextInt(all.length)]));
    }

    /** One key alone. */
    @Benchmark
    public Decision hot(Asked asked) {
        return keystile.decide(asked.request.with(all[0]));
    }
}
