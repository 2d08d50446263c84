package io.keystile.net;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * IPv4 addresses as edges: the ascending places at which membership changes, first from out to in. An address is inside
 * if the number of edges at or below it is odd.
 */
final class Ipv4Set {
    /** Up to here a walk from the left beats a search. */
    private static final int SHORT = 16;
    /** From here on the index pays for its place. */
    private static final int LONG = 128;

    /** Unsigned order. */
    private final int[] edges;

    private final @Nullable BucketIndex index;

    private Ipv4Set(int[] edges) {
        this.edges = edges;
        this.index = edges.length < LONG
                ? null
                : BucketIndex.over(
                        Arrays.stream(edges).mapToLong(Integer::toUnsignedLong).toArray());
    }

    static Ipv4Set of(List<AddressRange> ranges) {
        List<AddressRange> sorted = Disjoint.sorted(ranges);
        int[] edges = new int[2 * sorted.size()];
        int count = 0;
        for (AddressRange range : sorted) {
            int first = range.network().v4Bits();
            int end = range.last().v4Bits() + 1; // 0 past the highest address
            if (count > 0 && edges[count - 1] == first) {
                count--; // they touch: one interval
            } else {
                edges[count++] = first;
            }
            if (end != 0) {
                edges[count++] = end;
            }
        }
        return new Ipv4Set(Arrays.copyOf(edges, count));
    }

    /** How many edges there are: two for each interval, but none at the end of the number line. */
    int edges() {
        return edges.length;
    }

    boolean contains(int address) {
        return (edgesUpTo(address) & 1) != 0;
    }

    private int edgesUpTo(int address) {
        if (edges.length <= SHORT) {
            int count = 0;
            while (count < edges.length && Integer.compareUnsigned(edges[count], address) <= 0) {
                count++;
            }
            return count;
        }
        if (index == null) {
            return search(address, 0, edges.length);
        }
        int bucket = index.bucket(Integer.toUnsignedLong(address));
        return bucket < 0 ? 0 : search(address, index.from(bucket), index.to(bucket));
    }

    private int search(int address, int from, int to) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Integer.compareUnsigned(edges[middle], address) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
