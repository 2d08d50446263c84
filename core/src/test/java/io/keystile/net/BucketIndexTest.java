package io.keystile.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What makes a look-up among 100,000 ranges take the steps of one among ten: few keys share a bucket. */
class BucketIndexTest {
    private static final int FEW = 24;

    @ParameterizedTest
    @ValueSource(ints = {2, 128, 129, 1_000, 65_536, 65_537, 200_000})
    void spreadKeys_lieFewToABucketAndInOrder(int count) {
        SplittableRandom random = new SplittableRandom(count);
        for (int bits : new int[] {32, 64}) {
            long[] keys =
                    sorted(random.longs(count).map(key -> key >>> (64 - bits)).toArray());
            BucketIndex index = BucketIndex.over(keys);
            int misplaced = 0;
            int most = 0;
            for (int i = 0; i < count; i++) {
                int from = index.from(index.bucket(keys[i]));
                int to = index.to(index.bucket(keys[i]));
                misplaced += from <= i && i < to ? 0 : 1;
                most = Math.max(most, to - from);
            }
            assertThat(misplaced).as("keys outside their bucket").isZero();
            assertThat(most).as("keys in one bucket").isBetween(1, FEW);
        }
    }

    @Test
    void keysOutsideAndBetween_leadToTheirNeighbours() {
        long[] keys = {10, 20, 30, 0x8000_0000_0000_0000L, 0xFFFF_FFFF_FFFF_FFF0L};
        BucketIndex index = BucketIndex.over(keys);

        assertThat(index.bucket(9)).isEqualTo(-1);
        assertThat(index.bucket(0)).isEqualTo(-1);
        assertThat(index.from(index.bucket(10))).isZero();
        assertThat(index.to(index.bucket(-1))).isEqualTo(keys.length);
        assertThat(index.bucket(-1)).isEqualTo(index.bucket(keys[4]));
        for (long key : new long[] {11, 25, 31, 0x7FFF_FFFF_FFFF_FFFFL, 0x8000_0000_0000_0001L, -3}) {
            int below = (int) Arrays.stream(keys)
                    .filter(k -> Long.compareUnsigned(k, key) <= 0)
                    .count();
            // The place where the key would stand is in its bucket, or at one of its ends.
            assertThat(below).isBetween(index.from(index.bucket(key)), index.to(index.bucket(key)));
        }
    }

    @Test
    void oneKey_isABucketOfItsOwn() {
        BucketIndex index = BucketIndex.over(new long[] {7});

        assertThat(index.bucket(6)).isEqualTo(-1);
        assertThat(index.bucket(7)).isZero();
        assertThat(index.bucket(8)).isZero();
        assertThat(index.to(0)).isEqualTo(1);
    }

    private static long[] sorted(long[] keys) {
        return Arrays.stream(keys)
                .boxed()
                .sorted(Long::compareUnsigned)
                .mapToLong(Long::longValue)
                .toArray();
    }
}
