package io.keystile.benchmarks;

import io.keystile.oauth.TokenAlgorithm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is measured. What is compared stands side by side, since a round measures in this order. */
final class Subjects {
    private static final String[] CAUSES = {
        "bad-checksum", "revoked", "expired", "wrong-plane", "wrong-address", "missing-scope", "previous-key"
    };
    private static final String[] FAR_PEERS = {"spring-security", "shiro", "dropwizard", "pac4j"};

    private Subjects() {}

    /** What every round measures: the goals are close, or hang on it. */
    static List<Subject> core() {
        return List.of(
                Subject.of("bare", "Floors.bare"),
                Subject.of("hot", "Check.hot", "store", "memory"),
                Subject.of("floor", "Floors.floor"),
                Subject.of("granted", "Check.granted", "store", "memory"),
                Subject.of("cached", "Check.granted", "store", "cached"),
                Subject.of("granted-2-threads", "Check.granted", "store", "memory")
                        .byThreads(2),
                Subject.of("hand-written", "Peers.granted", "peer", "hand-written"));
    }

    /** What needs fewer rounds: its goals are farther away, or it has none. */
    static List<Subject> wider(boolean full) {
        List<Subject> all = new ArrayList<>();
        all.add(Subject.of("malformed", "Refusals.refused", "cause", "malformed"));
        all.add(Subject.of("unknown", "Refusals.refused", "cause", "unknown"));
        for (String peer : FAR_PEERS) {
            all.add(Subject.of(peer, "Peers.granted", "peer", peer));
        }
        for (String ranges : full ? new String[] {"0", "10", "1000", "100000"} : new String[] {"10", "100000"}) {
            all.add(Subject.of("allowlist-" + ranges, "Allowlists.granted", "ranges", ranges));
        }
        for (String routes : full ? new String[] {"10", "100", "1000", "10000"} : new String[] {"10", "10000"}) {
            all.add(Subject.of("routes-" + routes, "Routes.granted", "routes", routes));
        }
        all.addAll(tokens());
        all.add(credentials(1_000));
        if (full) {
            all.addAll(tokensBy(TokenAlgorithm.RS256));
            all.addAll(tokensBy(TokenAlgorithm.EDDSA));
            all.add(credentials(10_000));
            all.add(credentials(100_000));
            all.addAll(otherKinds());
            all.add(Subject.of("cached-hot", "Check.hot", "store", "cached"));
            all.add(Subject.of("bare-2-threads", "Floors.bare").byThreads(2));
            all.add(Subject.of("floor-2-threads", "Floors.floor").byThreads(2));
            all.add(Subject.of("hot-2-threads", "Check.hot", "store", "memory").byThreads(2));
        }
        return all;
    }

    private static List<Subject> otherKinds() {
        List<Subject> all = new ArrayList<>();
        for (String cause : CAUSES) {
            all.add(Subject.of(cause, "Refusals.refused", "cause", cause));
        }
        for (String procedures : new String[] {"1", "2", "10", "50"}) {
            all.add(Subject.of("batch-" + procedures, "Batches.granted", "procedures", procedures));
        }
        all.add(Subject.of("limit-off", "Limited.granted", "limit", "off"));
        all.add(Subject.of("limit-on", "Limited.granted", "limit", "on"));
        return all;
    }

    /** Each cause of refusal, a previous key, batches, and a rate limit, beside a granted check. */
    static List<Subject> kinds() {
        List<Subject> all = new ArrayList<>();
        all.add(Subject.of("granted", "Check.granted", "store", "memory"));
        all.add(Subject.of("malformed", "Refusals.refused", "cause", "malformed"));
        all.add(Subject.of("unknown", "Refusals.refused", "cause", "unknown"));
        all.addAll(otherKinds());
        return all;
    }

    /** Which of them say how dear a cause is. */
    static List<String> causes() {
        return List.of(CAUSES);
    }

    /** Tokens beside a key and beside their peers, signed by what is the default. */
    static List<Subject> tokens() {
        return List.of(
                Subject.of("token-key", "TokenCheck.key"),
                Subject.of("token-repeated", "TokenCheck.tokenRepeated"),
                Subject.of("token-first-seen", "TokenCheck.tokenFirstSeen"),
                Subject.of("token-nimbus", "TokenPeers.granted", "peer", "nimbus"),
                Subject.of("token-spring-resource-server", "TokenPeers.granted", "peer", "spring-resource-server"));
    }

    /** The same by another algorithm, and what making one costs. Peers are asked where they know it. */
    static List<Subject> tokensBy(TokenAlgorithm algorithm) {
        String name = algorithm.name();
        String suffix = "-" + name.toLowerCase(Locale.ROOT);
        List<Subject> all = new ArrayList<>();
        all.add(Subject.of("token-mint" + suffix, "TokenCheck.mint", "algorithm", name));
        if (algorithm != TokenAlgorithm.ES256) {
            all.add(Subject.of("token-repeated" + suffix, "TokenCheck.tokenRepeated", "algorithm", name));
            all.add(Subject.of("token-first-seen" + suffix, "TokenCheck.tokenFirstSeen", "algorithm", name));
        }
        if (algorithm == TokenAlgorithm.RS256) {
            for (String peer : new String[] {"nimbus", "spring-resource-server"}) {
                all.add(Subject.of("token-" + peer + suffix, "TokenPeers.granted", "peer", peer, "algorithm", name));
            }
        }
        return all;
    }

    /** A check on virtual threads, beside one that is not, of the same Java. */
    static List<Subject> virtualThreads(Path javaHome) {
        Subject granted = Subject.of("granted-platform", "Check.granted", "store", "memory")
                .on(javaHome);
        return List.of(
                granted,
                Subject.of("granted-virtual", "Check.granted", "store", "memory")
                        .on(javaHome)
                        .onVirtualThreads());
    }

    /** What fills much of the machine's memory. */
    static List<Subject> large(boolean full) {
        return full ? List.of(credentials(1_000_000), credentials(10_000_000)) : List.of(credentials(1_000_000));
    }

    /** From a thousand credentials to so many, each beside the floor of that size. */
    static List<Subject> sizes(int most) {
        List<Subject> all = new ArrayList<>();
        for (int credentials = 1_000; credentials < most; credentials *= credentials == 1_000 ? 100 : 10) {
            all.add(floor(credentials));
            all.add(credentials(credentials));
        }
        all.add(floor(most));
        all.add(credentials(most));
        return all;
    }

    private static Subject floor(int keys) {
        return Subject.of("floor-" + keys, "Floors.floor", "keys", "" + keys).inHeap(heap(keys, 400));
    }

    private static Subject credentials(int credentials) {
        return Subject.of("credentials-" + credentials, "Sizes.granted", "credentials", "" + credentials)
                .inHeap(heap(credentials, 1_700));
    }

    private static String heap(int count, long bytesEach) {
        return 1_024 + count * bytesEach / 1_000_000 + "m";
    }
}
