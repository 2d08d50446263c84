package io.keystile.net;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** IPv6 addresses as edges, like {@link Ipv4Set}; the two halves of an edge lie side by side. */
final class Ipv6Set {
    private static final int SHORT = 16;
    private static final int LONG = 128;

    /** High and low half by turns, in unsigned order. */
    private final long[] edges;

    private final int size;
    private final @Nullable BucketIndex index;

    private Ipv6Set(long[] edges) {
        this.edges = edges;
        this.size = edges.length / 2;
        this.index = size < LONG ? null : BucketIndex.over(highHalves(edges));
    }

    static Ipv6Set of(List<AddressRange> ranges) {
        List<AddressRange> sorted = Disjoint.sorted(ranges);
        long[] edges = new long[4 * sorted.size()];
        int at = 0;
        for (AddressRange range : sorted) {
            IpAddress first = range.network();
            long endLow = range.last().low() + 1;
            long endHigh = range.last().high() + (endLow == 0 ? 1 : 0);
            if (at > 0 && edges[at - 2] == first.high() && edges[at - 1] == first.low()) {
                at -= 2; // they touch: one interval
            } else {
                edges[at++] = first.high();
                edges[at++] = first.low();
            }
            if (endHigh != 0 || endLow != 0) { // none past the highest address
                edges[at++] = endHigh;
                edges[at++] = endLow;
            }
        }
        return new Ipv6Set(Arrays.copyOf(edges, at));
    }

    private static long[] highHalves(long[] edges) {
        long[] halves = new long[edges.length / 2];
        for (int i = 0; i < halves.length; i++) {
            halves[i] = edges[2 * i];
        }
        return halves;
    }

    boolean contains(long high, long low) {
        return (edgesUpTo(high, low) & 1) != 0;
    }

    private int edgesUpTo(long high, long low) {
        if (size <= SHORT) {
            int count = 0;
            while (count < size && isUpTo(count, high, low)) {
                count++;
            }
            return count;
        }
        if (index == null) {
            return search(high, low, 0, size);
        }
        int bucket = index.bucket(high);
        return bucket < 0 ? 0 : search(high, low, index.from(bucket), index.to(bucket));
    }

    private int search(long high, long low, int from, int to) {
        int left = from;
        int right = to;
        while (left < right) {
            int middle = (left + right) >>> 1;
            if (isUpTo(middle, high, low)) {
                left = middle + 1;
            } else {
                right = middle;
            }
        }
        return left;
    }

    private boolean isUpTo(int edge, long high, long low) {
        int byHigh = Long.compareUnsigned(edges[2 * edge], high);
        return byHigh < 0 || (byHigh == 0 && Long.compareUnsigned(edges[2 * edge + 1], low) <= 0);
    }
}
