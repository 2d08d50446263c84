package io.keystile.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A key is asked for, and found to be nobody's, while the transaction that issues it is about to commit. */
class IssueRaceTest {
    private static final int TIMES = 2 + Integer.getInteger("keystile.faults.rounds", 1);

    @Test
    void missesRaceAnIssue_keyPassesWithinThePromise_andAtOnceWhereItWasIssued() {
        try (Site site = Site.open()) {
            Node issuing = site.start(site.settings());
            Node another = site.start(site.settings());
            NodeLine line = site.line(issuing);
            NodeLine here = site.line(issuing);
            for (int i = 0; i < TIMES; i++) {
                try (Verifiers there = Verifiers.of(Site.MAX_STALENESS, another, another);
                        Verifiers aroundHere = Verifiers.of(Duration.ZERO, issuing, issuing)) {
                    long begun = Clock.now();
                    IssuedLine shown = IssuedLine.of(line.ask("begin-issue"));
                    assertThat(here.verify(shown.key())).isEqualTo(Answer.REFUSED);
                    KeyHistory key = KeyHistory.underWay(shown.key(), begun);
                    there.ask(key);
                    aroundHere.ask(key);
                    Clock.await("asked for", () -> there.answers() > 20 && aroundHere.answers() > 20);
                    assertThat(line.ask("commit")).isEqualTo("done");
                    key.done();
                    assertThat(here.verify(shown.key())).isEqualTo(Answer.GRANTED);
                    Clock.awaitPassed(Clock.now(), Site.MAX_STALENESS.plusMillis(100));
                    there.assertNothingWrong();
                    aroundHere.assertNothingWrong();
                }
            }
        }
    }
}
