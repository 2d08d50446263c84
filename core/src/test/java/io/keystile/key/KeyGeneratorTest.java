package io.keystile.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeyGeneratorTest {
    private static final int HEAD = "dd_live_".length();

    @Test
    void digitsOfSecrets_areUniform() {
        KeyGenerator generator = KeySamples.generator(20);
        int keys = 20_000;
        int[] counts = new int[62];
        for (int i = 0; i < keys; i++) {
            String key = generator.next(KeySamples.DD, Environment.LIVE).reveal();
            for (int at = HEAD; at < HEAD + KeyFormat.SECRET_LENGTH; at++) {
                counts[KeySamples.ALPHABET.indexOf(key.charAt(at))]++;
            }
        }

        double expected = (double) keys * KeyFormat.SECRET_LENGTH / 62;
        double chiSquare = 0;
        for (int count : counts) {
            chiSquare += (count - expected) * (count - expected) / expected;
        }
        // 61 degrees of freedom: mean 61, and above 120 less than once in a hundred thousand. Six bits taken modulo 62
        // would give some 9,000.
        assertThat(chiSquare).isLessThan(120);
    }

    @Test
    void everyPlaceOfASecret_takesEveryDigit() {
        KeyGenerator generator = KeySamples.generator(21);
        List<Set<Character>> seen = IntStream.range(0, KeyFormat.SECRET_LENGTH)
                .<Set<Character>>mapToObj(i -> new HashSet<>())
                .toList();
        for (int i = 0; i < 3_000; i++) {
            String key = generator.next(KeySamples.DD, Environment.SANDBOX).reveal();
            for (int at = 0; at < KeyFormat.SECRET_LENGTH; at++) {
                seen.get(at).add(key.charAt(HEAD + at));
            }
        }

        assertThat(seen).allSatisfy(digits -> assertThat(digits).hasSize(62));
    }

    @Test
    void drawnBytes_areWipedBehindTheKey() {
        List<byte[]> drawn = new ArrayList<>();
        new KeyGenerator(new KeepingRandom(drawn)).next(KeySamples.DD, Environment.LIVE);

        assertThat(drawn).isNotEmpty().allSatisfy(bytes -> assertThat(bytes).containsOnly(0));
    }

    @Test
    void severalThreads_getDifferentWellFormedKeys() throws Exception {
        KeyGenerator generator = new KeyGenerator();
        Callable<List<String>> work = () -> IntStream.range(0, 1_000)
                .mapToObj(i -> generator.next(KeySamples.DD, Environment.LIVE).reveal())
                .toList();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Set<String> all = new HashSet<>();
            for (Future<List<String>> keys : threads.invokeAll(List.of(work, work, work, work))) {
                all.addAll(keys.get());
            }

            assertThat(all)
                    .hasSize(4_000)
                    .allSatisfy(key -> assertThat(KeySamples.DD.shapeOf(key)).isEqualTo(KeyShape.LIVE));
        } finally {
            threads.shutdownNow();
        }
    }

    /** One that holds on to what it filled, as an object on the heap would be held. */
    private static final class KeepingRandom extends SecureRandom {
        private static final long serialVersionUID = 1;

        private final transient List<byte[]> drawn;

        KeepingRandom(List<byte[]> drawn) {
            this.drawn = drawn;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            super.nextBytes(bytes);
            drawn.add(bytes);
        }
    }
}
