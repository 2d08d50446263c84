package io.keystile.testkit.cases;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Two sets of times, compared without a guess at their distribution (Mann and Whitney, 1947).
 *
 * @param chance that one of the second set is longer than one of the first: U / n1·n2; half of it where they are the same
 * @param medianRatio the second's median over the first's
 * @param firstMedian the first's median
 */
record Ranks(double chance, double medianRatio, double firstMedian) {
    static Ranks of(List<Long> first, List<Long> second) {
        long[] sorted = sorted(first);
        double wins = 0;
        for (long time : second) {
            int below = lowerBound(sorted, time);
            int same = lowerBound(sorted, time + 1) - below;
            wins += below + same / 2.0;
        }
        double median = median(first);
        return new Ranks(wins / ((double) first.size() * second.size()), median(second) / median, median);
    }

    private static long[] sorted(List<Long> times) {
        long[] sorted = times.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        return sorted;
    }

    /** How many are less than {@code limit}. */
    private static int lowerBound(long[] sorted, long limit) {
        int from = 0;
        int to = sorted.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (sorted[middle] < limit) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    private static double median(List<Long> times) {
        List<Long> sorted = new ArrayList<>(times);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }
}
