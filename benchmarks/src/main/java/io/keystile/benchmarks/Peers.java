package io.keystile.benchmarks;

import io.keystile.benchmarks.peers.Owners;
import io.keystile.benchmarks.peers.Peer;
import io.keystile.benchmarks.peers.PeerRequest;
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

/** The same work as {@link Check}, by what is used today instead. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Peers {
    /** Which. */
    @Param({"hand-written", "spring-security", "shiro", "dropwizard", "pac4j"})
    public String peer = "hand-written";

    private final Owners owners = new Owners();
    private final PeerRequest request = new PeerRequest();
    private String[] keys = {};
    private String lesser = "";
    private String stranger = "";
    private Peer asked = Peer.named("hand-written", owners);

    /** Made by JMH. */
    public Peers() {}

    /** Tells the peer all keys. */
    @Setup
    public void make() throws Exception {
        keys = Population.strangers(Population.KEYS);
        for (int i = 0; i < keys.length; i++) {
            owners.add(keys[i], "prn_" + i);
        }
        asked = Peer.named(peer, owners);
        String[] others = Population.strangers(2);
        lesser = others[0];
        stranger = others[1];
        owners.addWithoutScope(lesser, "prn_lesser");
        check();
    }

    /** Asks for each key once, and, each in a request of its own since its response is written, for two that are not to be let in. */
    @TearDown
    public void check() throws Exception {
        for (String key : keys) {
            Expected.that(asked.letsIn(request.with(key)), "a key is refused");
        }
        Expected.that(!asked.letsIn(new PeerRequest().with(lesser)), "lets in who lacks the scope");
        Expected.that(!asked.letsIn(new PeerRequest().with(stranger)), "lets in a stranger");
    }

    /** Any key. */
    @Benchmark
    public boolean granted() throws Exception {
        return asked.letsIn(request.with(keys[ThreadLocalRandom.current().nextInt(keys.length)]));
    }
}
