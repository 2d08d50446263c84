package io.keystile.benchmarks;

import io.keystile.benchmarks.http.HttpComparison;
import io.keystile.oauth.TokenAlgorithm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Measures what has a goal, and says which goals are reached: {@code quick} within six minutes, {@code full}, or a part alone. */
public final class Figures {
    private static final long QUICK_NANOS = 345_000_000_000L;
    private static final long ROUND_NANOS = 45_000_000_000L;
    private static final double TOO_WIDE = 0.15;
    private static final int MOST_MORE = 3;
    private static final int MOST_CREDENTIALS = 10_000_000;

    private final String mode;
    private final boolean full;
    private final long start = System.nanoTime();
    private final Samples samples = new Samples();
    private final Rounds rounds;

    private Figures(String mode) {
        this.mode = mode;
        this.full = !mode.equals("quick");
        this.rounds = new Rounds(samples, full);
    }

    /** Takes what to measure, where the JSON goes, and, of {@code sizes}, the largest. */
    public static void main(String[] args) throws Exception {
        if (args.length < 2) {
            usage();
        }
        Figures figures = new Figures(args[0]);
        switch (args[0]) {
            case "quick", "full" -> figures.run(Path.of(args[1]));
            case "sizes" ->
                figures.part(
                        Path.of(args[1]),
                        Subjects.sizes(args.length > 2 ? Integer.parseInt(args[2]) : MOST_CREDENTIALS));
            case "kinds" -> figures.part(Path.of(args[1]), Subjects.kinds());
            case "tokens" -> figures.part(Path.of(args[1]), allTokens());
            case "virtual" -> figures.part(Path.of(args[1]), virtualThreads());
            case "smoke" -> smoke();
            default -> usage();
        }
    }

    private static void usage() {
        System.err.println("usage: quick|full|sizes|kinds|tokens|virtual|smoke <results.json> [most credentials]");
        System.exit(2);
    }

    /** Whether all of it runs; what it measures is worth nothing. */
    private static void smoke() throws Exception {
        Samples samples = new Samples();
        Rounds rounds = new Rounds(samples, 1, 1, 50);
        rounds.run(List.of(
                Subject.of("bare", "Floors.bare", "keys", "100"),
                Subject.of("hot", "Check.hot", "store", "cached", "keys", "100"),
                Subject.of("spring-security", "Peers.granted", "peer", "spring-security"),
                Subject.of("token-nimbus", "TokenPeers.granted", "peer", "nimbus", "keys", "10"),
                Subject.of("token-spring", "TokenPeers.granted", "peer", "spring-resource-server", "keys", "10"),
                Subject.of("credentials", "Sizes.granted", "credentials", "100")));
        try (HttpComparison http = new HttpComparison()) {
            http.run(1, 100);
        }
        System.out.println("measured " + samples.subjects());
    }

    private void run(Path json) throws Exception {
        Map<String, List<Double>> http;
        try (HttpComparison comparison = new HttpComparison()) {
            System.err.println("measuring http");
            http = comparison.run(full ? 20 : 10, full ? 2_000 : 500);
        }
        // All of it once, so that a busy machine has an answer to every figure; then again what the closest goals hang
        // on.
        rounds.run(Subjects.core());
        rounds.run(Subjects.wider(full));
        rounds.run(virtualThreads());
        rounds.run(Subjects.large(full));
        for (int round = 1; round < (full ? 5 : 3) && isTimeForARound(); round++) {
            rounds.run(Subjects.core());
            if (full && round < 3) {
                rounds.run(Subjects.wider(true));
            }
        }
        again();
        tell(json, http);
    }

    /** Measures a few things alone, each once and long. */
    private void part(Path json, List<Subject> subjects) throws IOException {
        rounds.run(subjects);
        tell(json, Map.of());
    }

    private void tell(Path json, Map<String, List<Double>> http) throws IOException {
        List<Figure> all = new ArrayList<>(new FigureList(samples).ofChecks());
        if (!http.isEmpty()) {
            all.addAll(HttpFigures.of(http));
        }
        Results.write(json, mode, all, samples, http);
        System.out.println(Table.of(all, samples));
        all.forEach(figure -> System.out.println(figure.line()));
        if (!samples.has("granted-virtual")
                && List.of("quick", "full", "virtual").contains(mode)) {
            System.out.println(VirtualThreadJava.MISSING);
        }
    }

    private static List<Subject> allTokens() {
        List<Subject> all = new ArrayList<>(Subjects.tokens());
        for (TokenAlgorithm algorithm : TokenAlgorithm.values()) {
            all.addAll(Subjects.tokensBy(algorithm));
        }
        return all;
    }

    private static List<Subject> virtualThreads() {
        return VirtualThreadJava.home().map(Subjects::virtualThreads).orElse(List.of());
    }

    /** Measures again what differs too much from round to round, with what it is compared with, while there is time. */
    private void again() {
        for (int more = 0; more < MOST_MORE && isTimeForARound(); more++) {
            if (Subjects.core().stream().noneMatch(subject -> samples.spread(subject.name()) > TOO_WIDE)) {
                return;
            }
            rounds.run(Subjects.core());
        }
    }

    private boolean isTimeForARound() {
        return full || System.nanoTime() - start < QUICK_NANOS - ROUND_NANOS;
    }
}
