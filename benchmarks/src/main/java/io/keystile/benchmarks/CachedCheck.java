package io.keystile.benchmarks;

import io.keystile.Keystile;
import io.keystile.authn.Decision;
import io.keystile.authn.Granted;
import io.keystile.credential.Access;
import io.keystile.key.Environment;
import io.keystile.key.KeyFormat;
import io.keystile.key.KeyHash;
import io.keystile.lifecycle.NewCredential;
import io.keystile.net.ClientAddress;
import io.keystile.policy.AccessPolicy;
import io.keystile.store.CacheLimits;
import io.keystile.store.CredentialStore;
import io.keystile.store.Freshness;
import io.keystile.store.InMemoryCredentialStore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One granted check among many keys, each as likely as the next: over the store in memory, and over one that is not local and
 * wholly cached. Beside it what no check can go below: the hash of a key, and the choice of a key.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
@Fork(3)
public class CachedCheck {
    /** Which store. */
    @Param({"memory", "cached"})
    public String store = "memory";

    /** How many. */
    @Param("100000")
    public int keys = 100_000;

    private GetRequest[] requests = {};
    private Keystile keystile = Inputs.keystile(new InMemoryCredentialStore());

    /** Issues all keys, and asks for each once. */
    @Setup
    public void issue() {
        InMemoryCredentialStore memory = new InMemoryCredentialStore();
        CredentialStore asked = store.equals("memory") ? memory : new FarStore(memory);
        keystile.close();
        keystile = Inputs.keystile(asked);
        requests = new GetRequest[keys];
        for (int i = 0; i < keys; i++) {
            String key = keystile.credentials(Environment.LIVE)
                    .issue(NewCredential.principal("prn_" + i, "cli_" + i % 1_000)
                            .access(Access.only("mandates:read", "mandates:write")))
                    .key()
                    .reveal();
            requests[i] = new GetRequest("/api/v1/mandates/42", key);
            if (!(keystile.decide(requests[i]) instanceof Granted)) {
                throw new IllegalStateException("refused");
            }
        }
    }

    /** Ends its threads. */
    @TearDown
    public void close() {
        keystile.close();
    }

    private GetRequest any() {
        return requests[ThreadLocalRandom.current().nextInt(requests.length)];
    }

    /** The whole decision. */
    @Benchmark
    public Decision check() {
        return keystile.decide(any());
    }

    /** The hash alone. */
    @Benchmark
    public KeyHash sha256() {
        return KeyHash.of(any().key());
    }

    /** The choice alone. */
    @Benchmark
    public GetRequest floor() {
        return any();
    }

    /** What is measured. */
    private static final class Inputs {
        static Keystile keystile(CredentialStore store) {
            return Keystile.builder()
                    .keys(KeyFormat.withPrefix("acme"))
                    .policy(AccessPolicy.builder()
                            .guard("/api")
                            .scope("/api/v1/mandates", "mandates:read")
                            .scope("/api/v1/payments", "payments:read")
                            .build())
                    .store(Environment.LIVE, store)
                    .clientAddress(ClientAddress.peer())
                    .freshness(Freshness.withoutOutageGrace())
                    .cacheLimits(new CacheLimits(1_000_000, 10_000, 1_000_000_000))
                    .build();
        }
    }
}
