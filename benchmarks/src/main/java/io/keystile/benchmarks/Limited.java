package io.keystile.benchmarks;

import io.keystile.Keystile;
import io.keystile.authn.Decision;
import io.keystile.authn.Granted;
import io.keystile.authn.RateLimiterOutage;
import io.keystile.ratelimit.InProcessRateLimiter;
import io.keystile.ratelimit.Limits;
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

/** With a rate limit, counted in process by organisation, and without. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Limited {
    /** Which. */
    @Param({"off", "on"})
    public String limit = "off";

    private String[] keys = {};
    private Keystile keystile = Population.over(new InMemoryCredentialStore()).build();

    /** Made by JMH. */
    public Limited() {}

    /** Issues the keys of a thousand organisations. */
    @Setup
    public void issue() {
        if (limit.equals("on")) {
            keystile.close();
            keystile = Population.over(new InMemoryCredentialStore())
                    .rateLimiter(InProcessRateLimiter.of(Limits.parse("1000000000/1s")), RateLimiterOutage.FAIL_OPEN)
                    .build();
        }
        keys = Population.sideBySide(Population.issue(keystile, Population.KEYS));
        check();
    }

    private void check() {
        GetRequest request = new GetRequest(Population.TARGET);
        for (int i = 0; i < keys.length; i++) {
            Decision decision = keystile.decide(request.with(keys[i]));
            Expected.granted(decision, "prn_" + i);
            boolean counted = !((Granted) decision).quotas().isEmpty();
            Expected.that(counted == limit.equals("on"), "counted: " + counted);
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
                asked.request.with(keys[ThreadLocalRandom.current().nextInt(keys.length)]));
    }
}
