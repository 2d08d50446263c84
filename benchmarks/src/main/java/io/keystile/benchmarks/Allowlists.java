package io.keystile.benchmarks;

import io.keystile.Keystile;
import io.keystile.authn.Decision;
import io.keystile.authn.Reason;
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

/** One credential with an allowlist, asked for from an address in its midst. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Allowlists {
    /** How many ranges. */
    @Param({"0", "10", "1000", "100000"})
    public int ranges = 10;

    private String[] keys = {};
    private String[] addresses = {};
    private Keystile keystile = Population.over(new InMemoryCredentialStore()).build();

    /** Made by JMH. */
    public Allowlists() {}

    /** Issues it. */
    @Setup
    public void issue() {
        String[] list = new String[ranges];
        for (int i = 0; i < ranges; i++) {
            list[i] = "10." + (i >> 12) + "." + (i >> 4 & 0xFF) + "." + (i & 0xF) * 16 + "/29";
        }
        keys = new String[] {Population.issue(keystile, Population.credential(0).allowAddresses(list))};
        addresses = new String[1_000];
        for (int i = 0; i < addresses.length; i++) {
            String block = ranges == 0
                    ? "10.0.0.0/29"
                    : list[ThreadLocalRandom.current().nextInt(ranges)];
            addresses[i] = block.replace("/29", "");
        }
        check();
    }

    private void check() {
        GetRequest request = new GetRequest(Population.TARGET);
        for (String address : addresses) {
            Expected.granted(keystile.decide(request.from(address).with(keys[0])), "prn_0");
        }
        if (ranges > 0) {
            Expected.refused(keystile, keystile.decide(request.from("10.0.0.8")), Reason.ADDRESS_NOT_ALLOWED);
        }
    }

    /** Ends its threads, if all is still as it was. */
    @TearDown
    public void close() {
        check();
        keystile.close();
    }

    /** From any of a thousand addresses. */
    @Benchmark
    public Decision granted(Asked asked) {
        String address = addresses[ThreadLocalRandom.current().nextInt(addresses.length)];
        return keystile.decide(asked.request.from(address).with(keys[0]));
    }
}
