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
    private Peer asked = Peer.named("hand-written", owners);

    /** Made by JMH. */
    public Peers() {}

    /** Tells the peer all keys, and asks for each once. */
    @Setup
    public void make() throws Exception {
        keys = Population.strangers(Population.KEYS);
        for (int i = 0; i < keys.length; i++) {
            owners.add(keys[i], "prn_" + i);
        }
        asked = Peer.named(peer, owners);
        for (String key : keys) {
            if (!asked.letsIn(request.with(key))) {
                throw new IllegalStateException("refused");
            }
        }
        if (asked.letsIn(request.with(keys[0] + "x"))) {
            throw new IllegalStateException("a stranger was let in");
        }
    }

    /** Any key. */
    @Benchmark
    public boolean granted() throws Exception {
        return asked.letsIn(request.with(keys[ThreadLocalRandom.current().nextInt(keys.length)]));
    }
}
