package io.keystile.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A node that stands still (SIGSTOP) for longer than {@code maxStaleness} knows nothing of it, and acts on nothing old. */
class StoppedNodeTest {
    private static final int TIMES = 2 + Integer.getInteger("keystile.faults.rounds", 1);

    @Test
    void stoppedInTheMidstOfChecks_goesOn_obeysWhatWasRevokedMeanwhile() {
        try (Site site = Site.open()) {
            Node stopped = site.start(site.settings());
            NodeLine other = site.line(site.start(site.settings()));
            NodeLine line = site.line(stopped);
            // Checks come in without an end, so that some are under way as it stops.
            try (Verifiers verifiers = Verifiers.of(Site.MAX_STALENESS, stopped, stopped)) {
                for (int i = 0; i < TIMES; i++) {
                    stopOnce(stopped, line, other, verifiers);
                }
                verifiers.assertNothingWrong();
            }
        }
    }

    private static void stopOnce(Node stopped, NodeLine line, NodeLine other, Verifiers verifiers) {
        long begun = Clock.now();
        IssuedLine revoked = other.issue();
        IssuedLine valid = other.issue();
        assertThat(line.verify(revoked.key())).isEqualTo(Answer.GRANTED);
        assertThat(line.verify(valid.key())).isEqualTo(Answer.GRANTED);
        KeyHistory ends = KeyHistory.issued(revoked.key(), begun);
        verifiers.ask(ends, KeyHistory.issued(valid.key(), begun));
        long answers = verifiers.answers();
        Clock.await("checks under way", () -> verifiers.answers() > answers + 100);

        stopped.stop();
        ends.begin(false);
        other.ask("revoke " + revoked.id());
        ends.done();
        Clock.awaitPassed(Clock.now(), Site.MAX_STALENESS.plusMillis(100));
        line.send("verify " + revoked.key());
        stopped.goOn();

        assertThat(line.receive()).isEqualTo("REFUSED");
        assertThat(line.verify(valid.key())).isEqualTo(Answer.GRANTED);
    }

    @Test
    void feedIsPrunedUnderTheStoppedNode_goesOn_missesNothing() {
        try (Site site = Site.open()) {
            Node stopped = site.start(site.settings());
            NodeLine other = site.line(site.start(site.settings()));
            NodeLine line = site.line(stopped);
            IssuedLine revoked = other.issue();
            IssuedLine valid = other.issue();
            assertThat(line.verify(revoked.key())).isEqualTo(Answer.GRANTED);
            assertThat(line.verify(valid.key())).isEqualTo(Answer.GRANTED);

            stopped.stop();
            other.ask("revoke " + revoked.id());
            other.issue();
            Clock.awaitPassed(Clock.now(), Site.MAX_STALENESS.plusMillis(100));
            assertThat(Integer.parseInt(other.ask("prune"))).isGreaterThanOrEqualTo(4);
            assertThat(site.number("SELECT COUNT(*) FROM keystile_change")).isZero();
            stopped.goOn();

            assertThat(line.verify(revoked.key())).isEqualTo(Answer.REFUSED);
            assertThat(line.verify(valid.key())).isEqualTo(Answer.GRANTED);
        }
    }
}
