package io.keystile.testkit.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RanksTest {
    @Test
    void sameTimes_areAsLikelyLongerAsShorter() {
        assertThat(Ranks.of(List.of(1L, 2L, 3L), List.of(3L, 1L, 2L))).isEqualTo(new Ranks(0.5, 1, 2));
    }

    @Test
    void longerTimes_areLonger() {
        assertThat(Ranks.of(List.of(1L, 2L, 3L), List.of(4L, 6L, 5L))).isEqualTo(new Ranks(1, 2.5, 2));
        assertThat(Ranks.of(List.of(4L, 5L), List.of(1L, 5L)).chance()).isEqualTo(0.375);
    }
}
