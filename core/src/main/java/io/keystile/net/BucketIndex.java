package io.keystile.net;

/**
 * Narrows a search in a long sorted array to a few neighbours: the span from the lowest to the highest key is cut into
 * equal buckets, and each knows where its first key stands. One look into a table that stays in the processor's cache
 * takes the place of the first steps of a binary search, each of which would miss it. Badly spread keys cost steps, at
 * most those of the plain search.
 */
final class BucketIndex {
    private static final int MOST_BUCKETS = 1 << 16;

    private final long lowest;
    private final int shift;
    /** {@code starts[b]}: how many keys lie in buckets below {@code b}; one more entry than buckets. */
    private final int[] starts;

    private BucketIndex(long lowest, int shift, int[] starts) {
        this.lowest = lowest;
        this.shift = shift;
        this.starts = starts;
    }

    /** @param keys in unsigned order, not empty */
    static BucketIndex over(long[] keys) {
        long lowest = keys[0];
        long span = keys[keys.length - 1] - lowest; // unsigned
        int wanted = Math.min(MOST_BUCKETS, Integer.highestOneBit(keys.length));
        int shift = Math.max(0, 64 - Long.numberOfLeadingZeros(span) - Integer.numberOfTrailingZeros(wanted));
        int buckets = (int) (span >>> shift) + 1;
        int[] starts = new int[buckets + 1];
        for (long key : keys) {
            starts[(int) ((key - lowest) >>> shift) + 1]++;
        }
        for (int b = 1; b <= buckets; b++) {
            starts[b] += starts[b - 1];
        }
        return new BucketIndex(lowest, shift, starts);
    }

    /** The bucket of {@code key}: -1 below the lowest key; past the highest the last. */
    int bucket(long key) {
        if (Long.compareUnsigned(key, lowest) < 0) {
            return -1;
        }
        long bucket = (key - lowest) >>> shift;
        int last = starts.length - 2;
        return Long.compareUnsigned(bucket, last) > 0 ? last : (int) bucket;
    }

    int from(int bucket) {
        return starts[bucket];
    }

    int to(int bucket) {
        return starts[bucket + 1];
    }
}
