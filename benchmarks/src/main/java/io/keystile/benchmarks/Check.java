package io.keystile.benchmarks;

import io.keystile.Keystile;
import io.keystile.authn.Decision;
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
    public void issue() {
        InMemoryCredentialStore memory = new InMemoryCredentialStore();
        CredentialStore near = store.equals("memory") ? memory : new FarStore(memory);
        keystile.close();
        keystile = Population.over(near).build();
        all = Population.sideBySide(Population.issue(keystile, keys));
        check();
    }

    private void check() {
        GetRequest request = new GetRequest(Population.TARGET);
        for (int i = 0; i < all.length; i++) {
            Expected.granted(keystile.decide(request.with(all[i])), "prn_" + i);
        }
    }

    /** Ends its threads, if all is still as it was. */
    @TearDown
    public void close() {
        check();
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
