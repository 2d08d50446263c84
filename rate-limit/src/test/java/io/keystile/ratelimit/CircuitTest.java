package io.keystile.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.keystile.testkit.ManualTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CircuitTest {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final ManualTime time = ManualTime.start();
    private final Circuit circuit = new Circuit("a test", new Patience(Duration.ofMillis(5), PAUSE), time::nanos);

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            circuit.failed("x");
        }
    }

    @Test
    void threeFailuresInARow_openIt_fewerDont() {
        fail(2);
        circuit.succeeded();
        fail(2);
        assertThat(circuit.admits()).isTrue();
        fail(1);
        assertThat(circuit.admits()).isFalse();
    }

    @Test
    void openOne_admitsOneTryInEachPause() {
        fail(3);
        time.advance(PAUSE.minusNanos(1));
        assertThat(circuit.admits()).isFalse();
        time.advance(Duration.ofNanos(1));
        assertThat(circuit.admits()).isTrue();
        assertThat(circuit.admits()).isFalse();
        fail(1);
        assertThat(circuit.admits()).isFalse();
        time.advance(PAUSE);
        assertThat(circuit.admits()).isTrue();
        circuit.succeeded();
        assertThat(circuit.admits()).isTrue();
        assertThat(circuit.isOpen()).isFalse();
    }

    @Test
    void patienceOutsideItsRange_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Patience(Duration.ZERO, PAUSE))
                .withMessageContaining("timeout must be");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Patience(Duration.ofMillis(5), Duration.ofHours(1)))
                .withMessageContaining("pause must be");
    }
}
