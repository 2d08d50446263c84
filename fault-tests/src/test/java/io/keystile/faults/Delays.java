package io.keystile.faults;

import java.util.Arrays;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Durations that were measured, from many threads. */
final class Delays {
    private final Queue<Long> nanos = new ConcurrentLinkedQueue<>();

    void add(long delayNanos) {
        nanos.add(delayNanos);
    }

    /** Count, and milliseconds of the median, the 99th percentile (nearest rank) and the longest, as JSON. */
    String json() {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        return String.format(
                Locale.ROOT,
                "{\"count\": %d, \"p50Millis\": %.1f, \"p99Millis\": %.1f, \"maxMillis\": %.1f}",
                sorted.length,
                millis(sorted, 0.5),
                millis(sorted, 0.99),
                millis(sorted, 1));
    }

    private static double millis(long[] sorted, double rank) {
        int at = (int) Math.ceil(rank * sorted.length) - 1;
        return Arrays.stream(sorted).skip(at).findFirst().orElseThrow() / 1e6;
    }
}
