package io.keystile.benchmarks;

import io.keystile.Keystile;
import io.keystile.authn.Decision;
import io.keystile.authn.Reason;
import io.keystile.credential.Access;
import io.keystile.policy.AccessPolicy;
import io.keystile.policy.Procedures;
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

/** A batch of tRPC procedures, each of which needs its scope. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Batches {
    /** How many in one request. */
    @Param({"1", "2", "10", "50"})
    public int procedures = 1;

    private String target = "";
    private String[] keys = {};
    private Keystile keystile = Population.over(new InMemoryCredentialStore()).build();

    /** Made by JMH. */
    public Batches() {}

    /** Writes the policy. */
    @Setup
    public void issue() {
        Procedures.Builder all = Procedures.builder();
        StringBuilder path = new StringBuilder("/api/trpc/");
        for (int i = 0; i < 50; i++) {
            all.query(i % 2 == 0 ? Population.SCOPE : "mandates:write", "mandates.q" + i);
            path.append(i < procedures ? (i == 0 ? "" : ",") + "mandates.q" + i : "");
        }
        keystile.close();
        keystile = Population.over(new InMemoryCredentialStore())
                .policy(AccessPolicy.builder()
                        .guard("/api")
                        .procedures("/api/trpc", all.build())
                        .build())
                .build();
        keys = Population.sideBySide(Population.issue(keystile, 1_000));
        target = path.toString();
        check();
    }

    private void check() {
        GetRequest request = new GetRequest(target);
        for (int i = 0; i < keys.length; i++) {
            Expected.granted(keystile.decide(request.with(keys[i])), "prn_" + i);
        }
        String lesser = Population.issue(keystile, Population.credential(0).access(Access.only("mandates:write")));
        Expected.refused(keystile, keystile.decide(request.with(lesser)), Reason.SCOPE_MISSING);
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
                asked.request.to(target).with(keys[ThreadLocalRandom.current().nextInt(keys.length)]));
    }
}
