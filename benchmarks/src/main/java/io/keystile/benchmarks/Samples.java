package io.keystile.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was measured, by subject: one value for each round. */
final class Samples {
    private final Map<String, List<Double>> nanos = new LinkedHashMap<>();
    private final Map<String, List<Double>> errors = new LinkedHashMap<>();
    private final Map<String, List<Double>> bytes = new LinkedHashMap<>();
    private final Map<String, List<Double>> held = new LinkedHashMap<>();

    void add(String subject, double nanosPerCheck, double error, double bytesPerCheck) {
        nanos.computeIfAbsent(subject, s -> new ArrayList<>()).add(nanosPerCheck);
        errors.computeIfAbsent(subject, s -> new ArrayList<>()).add(error);
        bytes.computeIfAbsent(subject, s -> new ArrayList<>()).add(bytesPerCheck);
    }

    /** The memory that stays taken, for each of what a subject holds; NaN: it doesn't say. */
    void hold(String subject, double bytesEach) {
        held.computeIfAbsent(subject, s -> new ArrayList<>()).add(bytesEach);
    }

    boolean has(String subject) {
        return nanos.containsKey(subject);
    }

    List<String> subjects() {
        return List.copyOf(nanos.keySet());
    }

    List<Double> nanos(String subject) {
        return nanos.getOrDefault(subject, List.of());
    }

    List<Double> errors(String subject) {
        return errors.getOrDefault(subject, List.of());
    }

    double medianNanos(String subject) {
        return median(nanos(subject));
    }

    double medianBytes(String subject) {
        return median(bytes.getOrDefault(subject, List.of()));
    }

    /** NaN: none was told. */
    double medianHeld(String subject) {
        return median(held.getOrDefault(subject, List.of()));
    }

    /** One subject's time by another's, round by round: what disturbs one round disturbs both. */
    List<Double> ratios(String subject, String to) {
        List<Double> own = nanos(subject);
        List<Double> other = nanos(to);
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < Math.min(own.size(), other.size()); i++) {
            ratios.add(own.get(i) / other.get(i));
        }
        return ratios;
    }

    /** The widest of a subject's rounds less the narrowest, by its median. */
    double spread(String subject) {
        List<Double> all = nanos(subject);
        return all.isEmpty() ? 0 : (Collections.max(all) - Collections.min(all)) / median(all);
    }

    static double median(List<Double> values) {
        if (values.isEmpty()) {
            return Double.NaN;
        }
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
}
