package io.keystile.benchmarks;

import io.keystile.benchmarks.peers.Peer;
import io.keystile.benchmarks.peers.PeerRequest;
import io.keystile.benchmarks.peers.PublishedKeys;
import io.keystile.benchmarks.peers.TokenRules;
import io.keystile.oauth.TokenAlgorithm;
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
 * The same tokens as those of {@link TokenCheck}, checked by what is used today instead. Neither keeps in mind what it has
 * verified: a token that is repeated costs them what it cost before.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TokenPeers {
    /** Which. */
    @Param({"nimbus", "spring-resource-server"})
    public String peer = "nimbus";

    /** What tokens are signed by. Nimbus's EdDSA needs a library besides, and neither peer chooses such keys from a set. */
    @Param("ES256")
    public TokenAlgorithm algorithm = TokenAlgorithm.ES256;

    /** How many tokens. */
    @Param("1000")
    public int keys = 1_000;

    private final PeerRequest request = new PeerRequest();
    private IssuedTokens issued = new IssuedTokens(TokenAlgorithm.ES256, 1);
    private String[] headers = {};
    private AutoCloseable published = () -> {};
    private Peer asked = nobody -> false;

    /** Made by JMH. */
    public TokenPeers() {}

    /** Issues the tokens, and has the peer ask for each of them, and for some that are not to be let in. */
    @Setup
    public void issue() throws Exception {
        issued.close();
        issued = new IssuedTokens(algorithm, keys);
        PublishedKeys keySet = PublishedKeys.of(issued.keySet());
        published = keySet;
        asked = Peer.ofTokens(
                peer, new TokenRules(keySet.uri(), IssuedTokens.ISSUER, IssuedTokens.AUDIENCE, algorithm.name()));
        headers = new String[keys];
        for (int i = 0; i < keys; i++) {
            headers[i] = "Bearer " + issued.tokens[i];
        }
        check();
    }

    private void check() throws Exception {
        for (String header : headers) {
            Expected.that(asked.letsIn(request.authorizedBy(header)), "a token is refused");
        }
        String[] others = {
            IssuedTokens.forged(issued.tokens[0]),
            issued.ofAnotherAudience(),
            issued.ofAnotherIssuer(),
            issued.ofAnotherScope(),
            "x"
        };
        for (int i = 0; i < others.length; i++) {
            PeerRequest refused = new PeerRequest().authorizedBy("Bearer " + others[i]);
            Expected.that(!asked.letsIn(refused), "lets in another token: " + i);
        }
    }

    /** Ends the threads, if all is still as it was. */
    @TearDown
    public void close() throws Exception {
        check();
        published.close();
        issued.close();
    }

    /** Any token. */
    @Benchmark
    public boolean granted() throws Exception {
        return asked.letsIn(
                request.authorizedBy(headers[ThreadLocalRandom.current().nextInt(headers.length)]));
    }
}
