package io.keystile.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TextMapTest {
    @Test
    void read_whatWasWritten_isTheSame() {
        Map<String, String> map =
                Map.of("", "", "a\tb", "c\nd", "back\\slash\\n", "\\", "nul", "\0", "größe", "10 %\r", "empty", "");

        assertThat(TextMap.read(TextMap.write(map))).isEqualTo(map);
        assertThat(TextMap.write(map)).doesNotContain("\0");
        assertThat(TextMap.read("")).isEmpty();
    }

    @Test
    void write_isOneLineForEachEntry() {
        assertThat(TextMap.write(Map.of("b", "2", "a", "1"))).isEqualTo("a\t1\nb\t2\n");
    }
}
