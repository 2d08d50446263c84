package io.keystile.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Connections that stay, and new ones that are accepted, and nothing that answers. */
class SilentDatabaseTest {
    private static final Duration GRACE = Duration.ofSeconds(6);
    /** A request waits once for a read and gets 503 then: far below for ever; no measure of speed. */
    private static final Duration BOUND = Duration.ofSeconds(15);

    @Test
    void databaseFallsSilent_nothingOldIsActedOn_andAllIsWellAfterwards() {
        try (Site site = Site.open();
                Network network = site.network()) {
            NodeLine cutOff = site.line(site.start(site.settings(network, network)));
            NodeLine other = site.line(site.start(site.settings()));
            IssuedLine revoked = other.issue();
            IssuedLine valid = other.issue();
            assertThat(cutOff.verify(revoked.key())).isEqualTo(Answer.GRANTED);
            assertThat(cutOff.verify(valid.key())).isEqualTo(Answer.GRANTED);

            network.stall();
            other.ask("revoke " + revoked.id());
            Clock.awaitPassed(Clock.now(), Site.MAX_STALENESS);
            long asked = Clock.now();
            assertThat(cutOff.verify(revoked.key())).isEqualTo(Answer.UNAVAILABLE);
            assertThat(cutOff.verify(valid.key())).isEqualTo(Answer.UNAVAILABLE);
            assertThat(Clock.since(asked)).isLessThan(BOUND);
            assertThat(cutOff.ask("health")).isEqualTo("UNREACHABLE");
            assertThat(other.verify(valid.key())).isEqualTo(Answer.GRANTED);
            assertThat(other.verify(revoked.key())).isEqualTo(Answer.REFUSED);

            // What was held comes late, and proves nothing by then.
            network.flow();
            awaitKnown(cutOff, valid);
            assertThat(cutOff.verify(revoked.key())).isEqualTo(Answer.REFUSED);
            assertThat(cutOff.ask("health")).isEqualTo("FRESH");
        }
    }

    /** 503 until the outage has ended, and never "unknown". */
    private static void awaitKnown(NodeLine node, IssuedLine valid) {
        Clock.await("out of the outage", () -> {
            Answer answer = node.verify(valid.key());
            assertThat(answer).isNotEqualTo(Answer.REFUSED);
            return answer == Answer.GRANTED;
        });
    }

    @Test
    void databaseFallsSilentUnderGrace_cachedKeysGoOnUntilItEnds() {
        try (Site site = Site.open();
                Network network = site.network()) {
            NodeLine cutOff =
                    site.line(site.start(site.settings(network, network).withOutageGrace(GRACE)));
            NodeLine other = site.line(site.start(site.settings()));
            IssuedLine valid = other.issue();
            IssuedLine unseen = other.issue();
            IssuedLine refused = other.issue();
            other.ask("revoke " + refused.id());
            assertThat(cutOff.verify(valid.key())).isEqualTo(Answer.GRANTED);
            long known = Clock.now();
            assertThat(cutOff.verify(refused.key())).isEqualTo(Answer.REFUSED);

            network.stall();
            long silent = Clock.now();
            Clock.await("in an outage", () -> cutOff.verify(unseen.key()) == Answer.UNAVAILABLE);
            long asked = Clock.now();
            Answer graced = cutOff.verify(valid.key());
            // What was answered then was at most maxStaleness old: so long at least it goes on, and longer if it was
            // newer.
            boolean within = Clock.since(known).compareTo(GRACE) < 0;
            assertThat(graced).isIn(Answer.GRANTED, within ? Answer.GRANTED : Answer.UNAVAILABLE);
            assertThat(cutOff.verify(refused.key())).isEqualTo(Answer.UNAVAILABLE);
            assertThat(Clock.since(asked)).isLessThan(BOUND);
            Clock.awaitPassed(silent, GRACE.plus(Site.MAX_STALENESS));
            assertThat(cutOff.verify(valid.key())).isEqualTo(Answer.UNAVAILABLE);

            network.cut();
            network.flow();
            awaitKnown(cutOff, valid);
            assertThat(cutOff.verify(refused.key())).isEqualTo(Answer.REFUSED);
            assertThat(cutOff.verify(unseen.key())).isEqualTo(Answer.GRANTED);
        }
    }

    @Test
    void poolIsDrained_nothingOldIsActedOn_andAllIsWellAfterwards() {
        try (Site site = Site.open()) {
            NodeLine drained = site.line(site.start(site.settings()));
            NodeLine other = site.line(site.start(site.settings()));
            IssuedLine revoked = other.issue();
            IssuedLine valid = other.issue();
            assertThat(drained.verify(revoked.key())).isEqualTo(Answer.GRANTED);
            assertThat(drained.verify(valid.key())).isEqualTo(Answer.GRANTED);

            drained.ask("drain");
            other.ask("revoke " + revoked.id());
            Clock.awaitPassed(Clock.now(), Site.MAX_STALENESS);
            long asked = Clock.now();
            assertThat(drained.verify(revoked.key())).isEqualTo(Answer.UNAVAILABLE);
            assertThat(drained.verify(valid.key())).isEqualTo(Answer.UNAVAILABLE);
            assertThat(Clock.since(asked)).isLessThan(BOUND);

            drained.ask("refill");
            awaitKnown(drained, valid);
            assertThat(drained.verify(revoked.key())).isEqualTo(Answer.REFUSED);
        }
    }
}
