package io.keystile.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ManualTimeTest {
    private static final Instant START = Instant.parse("2031-02-03T04:05:06Z");

    private final ManualTime time = ManualTime.at(START);

    @Test
    void nobodyMovesIt_stands() {
        assertThat(time.instant()).isEqualTo(START).isEqualTo(time.instant());
        assertThat(time.nanos()).isEqualTo(time.nanos());
    }

    @Test
    void advance_movesBothClocks() {
        time.advance(Duration.ofMillis(5));

        assertThat(time.millis()).isEqualTo(START.toEpochMilli() + 5);
        assertThat(time.nanos()).isEqualTo(5_000_000);
    }

    @Test
    void stepWall_movesTheWallAlone() {
        time.stepWall(Duration.ofHours(-1));

        assertThat(time.instant()).isEqualTo(START.minusSeconds(3600));
        assertThat(time.nanos()).isZero();
    }

    @Test
    void advance_backwards_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> time.advance(Duration.ofNanos(-1)));
    }

    @Test
    void advance_byManyThreads_losesNothing() {
        Race.run(8, 1000, n -> time.advance(Duration.ofNanos(1)));

        assertThat(time.nanos()).isEqualTo(8000);
    }
}
