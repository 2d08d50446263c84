package io.keystile.benchmarks;

import io.keystile.benchmarks.http.HttpComparison;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Measures what has a goal, and says which goals are reached: {@code quick} within six minutes, or {@code full}. */
public final class Figures {
    private static final long QUICK_NANOS = 345_000_000_000L;
    private static final long ROUND_NANOS = 55_000_000_000L;
    private static final double TOO_WIDE = 0.15;
    private static final int MOST_MORE = 3;

    private final boolean full;
    private final long start = System.nanoTime();
    private final Samples samples = new Samples();
    private final Rounds rounds;

    private Figures(boolean full) {
        this.full = full;
        this.rounds = new Rounds(samples, full);
    }

    /** Takes {@code quick} or {@code full}, and where the JSON goes. */
    public static void main(String[] args) throws Exception {
        if (args.length != 2 || !List.of("quick", "full", "smoke").contains(args[0])) {
            System.err.println("usage: quick|full|smoke <results.json>");
            System.exit(2);
        }
        if (args[0].equals("smoke")) {
            smoke();
            return;
        }
        new Figures(args[0].equals("full")).run(args[0], Path.of(args[1]));
    }

    /** Whether all of it runs; what it measures is worth nothing. */
    private static void smoke() throws Exception {
        Samples samples = new Samples();
        Rounds rounds = new Rounds(samples, 1, 1, 50);
        rounds.run(List.of(
                Subject.of("bare", "Floors.bare"),
                Subject.of("hot", "Check.hot", "store", "cached", "keys", "100"),
                Subject.of("spring-security", "Peers.granted", "peer", "spring-security")));
        try (HttpComparison http = new HttpComparison()) {
            http.run(1, 100);
        }
        System.out.println("measured " + samples.subjects());
    }

    private void run(String mode, Path json) throws Exception {
        List<Figure> all = new ArrayList<>();
        Map<String, List<Double>> http;
        try (HttpComparison comparison = new HttpComparison()) {
            System.err.println("measuring http");
            http = comparison.run(full ? 20 : 10, full ? 2_000 : 500);
        }
        // All of it once, so that a busy machine has an answer to every figure; then again what the closest goals hang
        // on.
        rounds.run(Subjects.core());
        rounds.run(Subjects.wider(full));
        rounds.run(Subjects.large(full));
        for (int round = 1; round < (full ? 5 : 3) && isTimeForARound(); round++) {
            rounds.run(Subjects.core());
            if (full && round < 3) {
                rounds.run(Subjects.wider(true));
            }
        }
        again();
        all.addAll(new FigureList(samples).ofChecks());
        all.addAll(HttpFigures.of(http));
        Results.write(json, mode, all, samples, http);
        System.out.println(Table.of(all, samples));
        all.forEach(figure -> System.out.println(figure.line()));
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
