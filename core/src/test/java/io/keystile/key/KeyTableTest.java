package io.keystile.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class KeyTableTest {
    private final KeyTable<Numbered> table = new KeyTable<>();

    private static final class Numbered extends KeyTable.Row {
        private final KeyHash hash;
        private final int number;

        Numbered(KeyHash hash, int number) {
            super(hash);
            this.hash = hash;
            this.number = number;
        }
    }

    @Test
    void randomSteps_leaveWhatAMapHolds() {
        Map<KeyHash, Numbered> expected = new HashMap<>();
        List<KeyHash> hashes = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            hashes.add(KeyHash.of("key " + i));
        }
        Random random = new Random(7);
        for (int step = 0; step < 50_000; step++) {
            KeyHash hash = hashes.get(random.nextInt(hashes.size()));
            if (random.nextInt(3) > 0) {
                Numbered row = new Numbered(hash, step);
                table.put(row);
                expected.put(hash, row);
            } else {
                Numbered row = expected.remove(hash);
                assertThat(row != null && table.remove(row)).isEqualTo(row != null);
            }
            assertThat(table.get(hash)).isSameAs(expected.get(hash));
        }
        assertThat(table).containsExactlyInAnyOrderElementsOf(expected.values()).hasSize(table.size());
    }

    @Test
    void rowThatWasReplaced_isNotRemoved() {
        KeyHash hash = KeyHash.of("one");
        Numbered before = new Numbered(hash, 1);
        Numbered after = new Numbered(hash, 2);
        table.put(before);
        table.put(after);

        assertThat(table.remove(before)).isFalse();
        assertThat(table.get(hash)).isSameAs(after);
    }

    @Test
    void rowOfNoHash_isFoundByNone() {
        table.put(new Numbered(KeyHash.of("one"), 1));

        assertThat(table.get(KeyHash.ofBytes(new byte[32]))).isNull();
        assertThat(table.remove(new Numbered(KeyHash.of("two"), 2))).isFalse();
    }

    @Test
    void readersWhileATableGrows_findWhatStays() throws InterruptedException {
        Numbered staying = new Numbered(KeyHash.of("stays"), 0);
        table.put(staying);
        AtomicBoolean over = new AtomicBoolean();
        AtomicBoolean lost = new AtomicBoolean();
        Thread reader = new Thread(() -> {
            while (!over.get()) {
                if (table.get(staying.hash) != staying) {
                    lost.set(true);
                }
            }
        });
        reader.start();
        for (int i = 1; i < 20_000; i++) {
            Numbered row = new Numbered(KeyHash.of("comes and goes " + i), i);
            table.put(row);
            if (row.number % 3 == 0) {
                table.remove(row);
            }
        }
        over.set(true);
        reader.join();

        assertThat(lost).isFalse();
    }
}
