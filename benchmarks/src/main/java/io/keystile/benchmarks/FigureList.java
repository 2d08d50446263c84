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
        atMost("credentials_1m_by_1000", "credentials-1000000", "credentials-1000", 2.5);
        atMost("credentials_10m_by_1000", "credentials-10000000", "credentials-1000", 2.5);
        atMost("token_repeated_by_key", "token-repeated", "token-key", 2);
        atLeast("token_first_seen_by_repeated", "token-first-seen", "token-repeated", 300);
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
