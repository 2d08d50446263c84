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
    public void issue(Asked asked) {
        if (limit.equals("on")) {
            keystile.close();
            keystile = Population.over(new InMemoryCredentialStore())
                    .rateLimiter(InProcessRateLimiter.of(Limits.parse("1000000000/1s")), RateLimiterOutage.FAIL_OPEN)
                    .build();
        }
        keys = Population.sideBySide(Population.issue(keystile, Population.KEYS));
        if (!(granted(asked) instanceof Granted)) {
            throw new IllegalStateException("refused");
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
                asked.request.with(keys[ThreadLocalRandom.current().nextInt(keys.length)]));
    }
}
