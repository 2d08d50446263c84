package io.keystile.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** What is measured. What is compared stands side by side, since a round measures in this order. */
final class Subjects {
    private static final String[] CAUSES = {
        "bad-checksum", "revoked", "expired", "wrong-plane", "wrong-address", "missing-scope", "previous-key"
    };
    private static final String[] PEERS = {"hand-written", "spring-security", "shiro", "dropwizard", "pac4j"};

    private Subjects() {}

    /** What every round measures. */
    static List<Subject> core() {
        return List.of(
                Subject.of("bare", "Floors.bare"),
                Subject.of("hot", "Check.hot", "store", "memory"),
                Subject.of("floor", "Floors.floor"),
                Subject.of("granted", "Check.granted", "store", "memory"),
                Subject.of("cached", "Check.granted", "store", "cached"),
                Subject.of("unknown", "Refusals.refused", "cause", "unknown"),
                Subject.of("malformed", "Refusals.refused", "cause", "malformed"),
                Subject.of("granted-2-threads", "Check.granted", "store", "memory")
                        .byThreads(2),
                Subject.of("hand-written", "Peers.granted", "peer", "hand-written"));
    }

    /** What needs fewer rounds: its goals are farther away, or it has none. */
    static List<Subject> wider(boolean full) {
        List<Subject> all = new ArrayList<>();
        for (String peer : PEERS) {
            if (!peer.equals("hand-written")) {
                all.add(Subject.of(peer, "Peers.granted", "peer", peer));
            }
        }
        for (String ranges : full ? new String[] {"0", "10", "1000", "100000"} : new String[] {"10", "100000"}) {
            all.add(Subject.of("allowlist-" + ranges, "Allowlists.granted", "ranges", ranges));
        }
        for (String routes : full ? new String[] {"10", "100", "1000", "10000"} : new String[] {"10", "10000"}) {
            all.add(Subject.of("routes-" + routes, "Routes.granted", "routes", routes));
        }
        all.add(Subject.of("token-key", "TokenCheck.key"));
        all.add(Subject.of("token-repeated", "TokenCheck.tokenRepeated"));
        all.add(Subject.of("token-first-seen", "TokenCheck.tokenFirstSeen"));
        all.add(Subject.of("credentials-1000", "Sizes.granted", "credentials", "1000"));
        if (full) {
            for (String credentials : new String[] {"10000", "100000"}) {
                all.add(Subject.of("credentials-" + credentials, "Sizes.granted", "credentials", credentials));
            }
            for (String cause : CAUSES) {
                all.add(Subject.of(cause, "Refusals.refused", "cause", cause));
            }
            for (String procedures : new String[] {"1", "2", "10", "50"}) {
                all.add(Subject.of("batch-" + procedures, "Batches.granted", "procedures", procedures));
            }
            all.add(Subject.of("limit-off", "Limited.granted", "limit", "off"));
            all.add(Subject.of("limit-on", "Limited.granted", "limit", "on"));
            all.add(Subject.of("cached-hot", "Check.hot", "store", "cached"));
            all.add(Subject.of("bare-2-threads", "Floors.bare").byThreads(2));
            all.add(Subject.of("floor-2-threads", "Floors.floor").byThreads(2));
            all.add(Subject.of("hot-2-threads", "Check.hot", "store", "memory").byThreads(2));
        }
        return all;
    }

    /** What fills much of the machine's memory. */
    static List<Subject> large(boolean full) {
        List<Subject> all = new ArrayList<>();
        all.add(Subject.of("credentials-1000000", "Sizes.granted", "credentials", "1000000")
                .inHeap("4g"));
        if (full) {
            all.add(Subject.of("credentials-10000000", "Sizes.granted", "credentials", "10000000")
                    .inHeap("18g"));
        }
        return all;
    }
}
