package io.keystile.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** The figures that were set as goals, out of what was measured. */
final class FigureList {
    private final Samples samples;
    private final List<Figure> all = new ArrayList<>();

    FigureList(Samples samples) {
        this.samples = samples;
    }

    List<Figure> ofChecks() {
        atMost("granted_by_floor", "granted", "floor", 1.15);
        atMost("hot_by_bare", "hot", "bare", 2);
        bytes("granted_bytes", "granted", 64);
        atMost("cached_by_memory", "cached", "granted", 1.2);
        atMost("malformed_by_bare", "malformed", "bare", 0.3);
        atMost("unknown_by_granted", "unknown", "granted", 1.3);
        if (samples.has("granted-2-threads")) {
            double each = Samples.median(samples.ratios("granted", "granted-2-threads"));
            all.add(Figure.atLeast("two_threads_by_one", 2 * each, 1.9));
        }
        more("ranges_100000_ns_more", "allowlist-100000", "allowlist-10", 80);
        more("routes_10000_ns_more", "routes-10000", "routes-10", 40);
        kinds();
        sizes();
        tokens();
        virtualThreads();
        atLeast("hand_written_by_granted", "hand-written", "granted", 1);
        for (String peer : List.of("spring-security", "shiro")) {
            atLeast(peer.replace('-', '_') + "_by_granted", peer, "granted", 4);
            if (samples.has(peer)) {
                double part = samples.medianBytes("granted") / samples.medianBytes(peer);
                all.add(Figure.atMost("bytes_by_" + peer.replace('-', '_'), part, 0.05));
            }
        }
        for (String peer : List.of("dropwizard", "pac4j")) {
            atLeast(peer + "_by_granted", peer, "granted", 1);
        }
        return all;
    }

    private void kinds() {
        for (String cause : Subjects.causes()) {
            told(cause.replace('-', '_') + "_by_granted", cause, "granted");
        }
        told("limit_on_by_off", "limit-on", "limit-off");
        told("batch_50_by_1", "batch-50", "batch-1");
    }

    private void sizes() {
        atMost("credentials_1m_by_1000", "credentials-1000000", "credentials-1000", 2.5);
        atMost("credentials_10m_by_1000", "credentials-10000000", "credentials-1000", 2.5);
        // What a bare map costs when it grows alike.
        told("floor_1m_by_1000", "floor-1000000", "floor-1000");
        told("floor_10m_by_1000", "floor-10000000", "floor-1000");
        told("credentials_1m_by_floor", "credentials-1000000", "floor-1000000");
        told("credentials_10m_by_floor", "credentials-10000000", "floor-10000000");
        held("credentials_100000_bytes_each", "credentials-100000");
        held("credentials_1m_bytes_each", "credentials-1000000");
        held("credentials_10m_bytes_each", "credentials-10000000");
    }

    private void tokens() {
        atMost("token_repeated_by_key", "token-repeated", "token-key", 2);
        atLeast("token_first_seen_by_repeated", "token-first-seen", "token-repeated", 300);
        for (String algorithm : List.of("", "-rs256", "-eddsa")) {
            String suffix = algorithm.replace('-', '_');
            for (String peer : List.of("nimbus", "spring-resource-server")) {
                String by = peer.replace('-', '_') + suffix + "_by_token_";
                atLeast(by + "repeated", "token-" + peer + algorithm, "token-repeated" + algorithm, 1);
                told(by + "first_seen", "token-" + peer + algorithm, "token-first-seen" + algorithm);
            }
        }
        for (String algorithm : List.of("rs256", "eddsa")) {
            told("token_repeated_" + algorithm + "_by_es256", "token-repeated-" + algorithm, "token-repeated");
            told("token_first_seen_" + algorithm + "_by_es256", "token-first-seen-" + algorithm, "token-first-seen");
            told("token_mint_" + algorithm + "_by_es256", "token-mint-" + algorithm, "token-mint-es256");
        }
    }

    private void virtualThreads() {
        told("granted_virtual_by_platform", "granted-virtual", "granted-platform");
        if (samples.has("granted-virtual")) {
            all.add(Figure.told("granted_virtual_ns", samples.medianNanos("granted-virtual")));
            all.add(Figure.told("granted_virtual_bytes", samples.medianBytes("granted-virtual")));
        }
    }

    private void atMost(String name, String subject, String to, double goal) {
        if (samples.has(subject) && samples.has(to)) {
            all.add(Figure.atMost(name, ratio(subject, to), goal));
        }
    }

    private void atLeast(String name, String subject, String to, double goal) {
        if (samples.has(subject) && samples.has(to)) {
            all.add(Figure.atLeast(name, ratio(subject, to), goal));
        }
    }

    private void told(String name, String subject, String to) {
        if (samples.has(subject) && samples.has(to)) {
            all.add(Figure.told(name, ratio(subject, to)));
        }
    }

    private void held(String name, String subject) {
        if (!Double.isNaN(samples.medianHeld(subject))) {
            all.add(Figure.told(name, samples.medianHeld(subject)));
        }
    }

    private void more(String name, String subject, String than, double goalNanos) {
        if (samples.has(subject) && samples.has(than)) {
            all.add(Figure.atMost(name, samples.medianNanos(subject) - samples.medianNanos(than), goalNanos));
        }
    }

    private void bytes(String name, String subject, double goal) {
        if (samples.has(subject)) {
            all.add(Figure.atMost(name, samples.medianBytes(subject), goal));
        }
    }

    private double ratio(String subject, String to) {
        return Samples.median(samples.ratios(subject, to));
    }
}
