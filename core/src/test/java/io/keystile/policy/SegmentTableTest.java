package io.keystile.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentTableTest {
    /** So many keys share slots, and "Aa" and "BB" share a whole hash. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 100, 10_000})
    void everyKey_isFoundAsTextAndAsPartOfAPath(int size) {
        Map<String, Integer> entries = new HashMap<>(Map.of("Aa", -1, "BB", -2));
        for (int i = 0; entries.size() < size + 2; i++) {
            entries.put("k" + i, i);
        }
        SegmentTable<Integer> table = new SegmentTable<>(entries);

        entries.forEach((key, value) -> {
            assertThat(table.get(key)).isEqualTo(value);
            assertThat(inPath(table, key)).isEqualTo(value);
            assertThat(inPath(table, key + "x")).isEqualTo(entries.get(key + "x"));
        });
        for (String absent : new String[] {"", "k", "k-1", "AaAa", "C#", "absent"}) {
            assertThat(table.get(absent)).isNull();
            assertThat(absent.isEmpty() ? null : inPath(table, absent.replace("#", ".")))
                    .isNull();
        }
        Set<Integer> all = new HashSet<>();
        table.forEach(all::add);
        assertThat(all).hasSize(entries.size());
    }

    private static @Nullable Integer inPath(SegmentTable<Integer> table, String key) {
        String path = "/" + key + "/deeper";
        int end = SegmentTable.endOf(path, 1, path.length());
        assertThat(end).isEqualTo(key.length() + 1);
        Integer found = table.get(path, 1, end);
        for (int pathEnd : new int[] {path.length(), end}) {
            SegmentTable.Entry<Integer> entry = table.segmentAt(path, 1, pathEnd);
            assertThat(entry == null ? null : entry.value).isEqualTo(found);
            assertThat(entry == null ? key.length() : entry.length()).isEqualTo(key.length());
        }
        return found;
    }
}
