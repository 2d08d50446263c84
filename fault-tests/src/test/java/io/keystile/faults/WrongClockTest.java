package io.keystile.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** One node's wall clock is wrong by minutes, or is set while it works: deadlines and the promise are the store's all the same. */
class WrongClockTest {
    private static final Duration WRONG = Duration.ofMinutes(10);
    private static final Duration LIFE = Duration.ofSeconds(4);

    @Test
    void wallClockIsFast_keysLiveUntilTheirEndAndNoLonger() {
        endIsTheStores(WRONG);
    }

    @Test
    void wallClockIsSlow_keysLiveUntilTheirEndAndNoLonger() {
        endIsTheStores(WRONG.negated());
    }

    private static void endIsTheStores(Duration wrong) {
        try (Site site = Site.open()) {
            NodeLine node = site.line(site.start(site.settings().withWallOffset(wrong)));
            NodeLine other = site.line(site.start(site.settings()));
            Instant end = Instant.now().plus(LIFE);
            IssuedLine issued = IssuedLine.of(other.ask("issue-until " + end));
            Answer early = node.verify(issued.key());
            assertThat(early).isEqualTo(Instant.now().isBefore(end) ? Answer.GRANTED : early);
            assertThat(node.ask("health")).isEqualTo("CLOCK_OFF");
            // Half a round trip, which a busy machine makes long, and the rounding to milliseconds.
            Clock.awaitPassed(Clock.now(), LIFE.plusSeconds(1));
            assertThat(node.verify(issued.key())).isEqualTo(Answer.REFUSED);
            assertThat(other.verify(issued.key())).isEqualTo(Answer.REFUSED);
        }
    }

    @Test
    void wallClockIsSet_backAndForth_nothingOldIsActedOnAndNoValidKeyRefused() {
        try (Site site = Site.open()) {
            Node stepped = site.start(site.settings());
            NodeLine line = site.line(stepped);
            NodeLine other = site.line(site.start(site.settings()));
            try (Verifiers verifiers = Verifiers.of(Site.MAX_STALENESS, stepped, stepped)) {
                IssuedLine valid =
                        IssuedLine.of(other.ask("issue-until " + Instant.now().plus(WRONG)));
                verifiers.ask(KeyHistory.issued(valid.key(), Clock.now()));
                for (Duration step : new Duration[] {WRONG.dividedBy(2), WRONG.negated(), Duration.ofMillis(-800)}) {
                    IssuedLine issued = other.issue();
                    KeyHistory history = KeyHistory.issued(issued.key(), Clock.now());
                    verifiers.ask(history);
                    assertThat(line.verify(issued.key())).isEqualTo(Answer.GRANTED);
                    line.ask("step " + step);
                    history.begin(false);
                    other.ask("revoke " + issued.id());
                    history.done();
                    Clock.awaitPassed(Clock.now(), Site.MAX_STALENESS.plusMillis(100));
                }
                verifiers.assertNothingWrong();
                assertThat(verifiers.answers()).isPositive();
            }
        }
    }
}
