package io.keystile.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** The figures over HTTP: medians of pairs, each with its interval. */
final class HttpFigures {
    private static final String AT = "@0.25";

    private HttpFigures() {}

    static List<Figure> of(Map<String, List<Double>> http) {
        List<Figure> all = new ArrayList<>();
        all.add(figure("http_throughput_by_bare", http, "keystile.throughput", "bare.throughput", 0.97, false));
        all.add(figure("http_p50_by_bare", http, "keystile.p50" + AT, "bare.p50" + AT, 1.05, true));
        all.add(figure("http_p99_by_bare", http, "keystile.p99" + AT, "bare.p99" + AT, 1.05, true));
        all.add(figure("http_p99_churn_by_calm", http, "keystile.churn.p99" + AT, "keystile.p99" + AT, 1.05, true));
        all.add(figure(
                "http_throughput_by_spring", http, "keystile.throughput", "spring-security.throughput", 1, false));
        return all;
    }

    /** The second lowest and second highest of ten pairs hold the median in 98 of 100 runs, by the signs alone. */
    private static Figure figure(
            String name, Map<String, List<Double>> http, String of, String to, double goal, boolean atMost) {
        List<Double> ratios = new ArrayList<>();
        List<Double> own = http.getOrDefault(of, List.of());
        List<Double> other = http.getOrDefault(to, List.of());
        for (int i = 0; i < Math.min(own.size(), other.size()); i++) {
            ratios.add(own.get(i) / other.get(i));
        }
        Collections.sort(ratios);
        // By the binomial distribution: each pair is above the median or below it, half and half.
        int skip = Math.max(0, (int) Math.floor(ratios.size() / 2.0 - 1.2 * Math.sqrt(ratios.size())));
        double low = ratios.get(skip);
        double high = ratios.get(ratios.size() - 1 - skip);
        return new Figure(name, Samples.median(ratios), low, high, goal, atMost);
    }
}
