package io.keystile.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The database is not the one it was: a fail-over to an older copy, and hands that write past the library. */
class OtherDatabaseTest {
    @Test
    void failOverToAnOlderCopy_itsRecordsHold() {
        failOver(false);
    }

    @Test
    void failOverToAnOlderCopyThatWroteOn_feedWasRenewed_itsRecordsHold() {
        failOver(true);
    }

    private static void failOver(boolean writesOn) {
        try (Site site = Site.open();
                Network network = site.network();
                Network hints = site.network()) {
            Node early = site.start(site.settings());
            NodeLine earlyLine = site.line(early);
            IssuedLine before = earlyLine.issue();
            IssuedLine restored = earlyLine.issue();
            early.close();
            site.copyTo("copy");
            NodeLine line = site.line(site.start(site.settings(network, hints)));
            // Known to the database that is lost alone.
            line.ask("revoke " + restored.id());
            IssuedLine lost = line.issue();
            assertThat(line.verify(before.key())).isEqualTo(Answer.GRANTED);
            assertThat(line.verify(restored.key())).isEqualTo(Answer.REFUSED);
            assertThat(line.verify(lost.key())).isEqualTo(Answer.GRANTED);

            if (writesOn) {
                // As renewFeed() does, before anything writes; then more than what was lost.
                site.executeIn("copy", "UPDATE keystile_store SET feed_id = 'another'");
                site.executeIn("copy", "UPDATE keystile_store SET position = position + 2");
                site.executeIn(
                        "copy",
                        "INSERT INTO keystile_change SELECT max(position) + 1, 'tenant', 't', 1, '', 0 FROM keystile_change");
                site.executeIn(
                        "copy",
                        "INSERT INTO keystile_change SELECT max(position) + 1, 'tenant', 't', 1, '', 0 FROM keystile_change");
            }
            site.failOverTo("copy", network, hints);
            Clock.await(
                    "past the outage",
                    () -> line.verify(before.key()) == Answer.GRANTED
                            && line.ask("health").equals("FRESH"));
            Clock.awaitPassed(Clock.now(), Site.MAX_STALENESS);

            // It may have been fresh before it met the outage: that can still be under way.
            Clock.await("known again", () -> {
                Answer answer = line.verify(lost.key());
                assertThat(answer).isNotEqualTo(Answer.GRANTED);
                return answer == Answer.REFUSED;
            });
            assertThat(line.verify(restored.key())).isEqualTo(Answer.GRANTED);
            line.ask("revoke " + before.id());
            assertThat(line.verify(before.key())).isEqualTo(Answer.REFUSED);
            assertThat(site.feedIsWhole()).isTrue();
        }
    }

    @Test
    void rowIsRevokedByHand_endsWithinMaxEntryAge() {
        try (Site site = Site.open()) {
            NodeLine node = site.line(site.start(site.settings()));
            IssuedLine issued = node.issue();
            IssuedLine valid = node.issue();
            assertThat(node.verify(valid.key())).isEqualTo(Answer.GRANTED);
            assertThat(node.verify(issued.key())).isEqualTo(Answer.GRANTED);
            site.execute("UPDATE keystile_credential SET state = 'REVOKED' WHERE id = '" + issued.id() + "'");
            long committed = Clock.now();
            boolean granted = true;
            while (granted) {
                long sent = Clock.now();
                granted = node.verify(issued.key()) == Answer.GRANTED;
                assertThat(node.verify(valid.key())).isEqualTo(Answer.GRANTED);
                if (granted) {
                    assertThat(sent - committed).isLessThan(NodeSettings.LEAST_ENTRY_AGE.toNanos());
                    Clock.awaitPassed(sent, Duration.ofMillis(20));
                }
            }
        }
    }
}
