package io.keystile.benchmarks;

import io.keystile.Keystile;
import io.keystile.authn.Decision;
import io.keystile.authn.Reason;
import io.keystile.credential.Access;
import io.keystile.policy.AccessPolicy;
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

/** Policies by the number of their rules, asked about a thousand of their paths. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Routes {
    /** How many rules. */
    @Param({"10", "100", "1000", "10000"})
    public int routes = 10;

    private final String[] targets = new String[1_000];
    private String[] keys = {};
    private Keystile keystile = Population.over(new InMemoryCredentialStore()).build();

    /** Made by JMH. */
    public Routes() {}

    /** Writes the policy: resources of a hundred services, by fifty scopes. */
    @Setup
    public void issue() {
        AccessPolicy.Builder policy = AccessPolicy.builder().guard("/api");
        String[] scopes = new String[Math.min(routes, 50)];
        String[] paths = new String[routes];
        for (int i = 0; i < routes; i++) {
            paths[i] = "/api/v1/service" + i % 100 + "/resource" + i / 100;
            scopes[i % 50 % scopes.length] = "scope" + i % 50 % scopes.length;
            policy.scope(paths[i], scopes[i % 50 % scopes.length]);
        }
        keystile.close();
        keystile = Population.over(new InMemoryCredentialStore())
                .policy(policy.build())
                .build();
        keys = new String[] {Population.issue(keystile, Population.credential(0).access(Access.only(scopes)))};
        for (int i = 0; i < targets.length; i++) {
            targets[i] = paths[ThreadLocalRandom.current().nextInt(routes)] + "/42";
        }
        check();
    }

    private void check() {
        GetRequest request = new GetRequest(Population.TARGET);
        for (String target : targets) {
            Expected.granted(keystile.decide(request.to(target).with(keys[0])), "prn_0");
        }
        request.to("/api/v1/service");
        Expected.refused(keystile, keystile.decide(request), Reason.UNMAPPED_ROUTE);
    }

    /** Ends its threads, if all is still as it was. */
    @TearDown
    public void close() {
        check();
        keystile.close();
    }

    /** One of the paths. */
    @Benchmark
    public Decision granted(Asked asked) {
        String target = targets[ThreadLocalRandom.current().nextInt(targets.length)];
        return keystile.decide(asked.request.to(target).with(keys[0]));
    }
}
