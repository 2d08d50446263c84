package io.keystile.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Notifications only shorten the wait: without them, cut or swallowed, the promise is kept and no key is refused. */
class HintsTest {
    /** So long that what comes sooner came by a notification. */
    private static final Duration LONG = Duration.ofSeconds(30);

    private static final Duration SOON = Duration.ofSeconds(10);

    @Test
    void notificationsConnectionAloneIsCut_promiseIsKept_andItComesBack() {
        try (Site site = Site.open();
                Network network = site.network();
                Network hints = site.network()) {
            Node node = site.start(site.settings(network, hints));
            NodeLine other = site.line(site.start(site.settings()));
            try (Verifiers verifiers = Verifiers.of(Site.MAX_STALENESS, node, node)) {
                for (int i = 0; i < 2; i++) {
                    IssuedLine issued = other.issue();
                    KeyHistory history = KeyHistory.issued(issued.key(), Clock.now());
                    verifiers.ask(history);
                    hints.cut();
                    history.begin(false);
                    other.ask("revoke " + issued.id());
                    history.done();
                    Clock.awaitPassed(Clock.now(), Site.MAX_STALENESS.plusMillis(100));
                }
                verifiers.assertNothingWrong();
                assertThat(verifiers.answers()).isPositive();
            }
            Clock.await(
                    "listening again",
                    () -> site.number("SELECT COUNT(*) FROM pg_stat_activity WHERE application_name = 'hints'"
                                    + " AND datname = current_database()")
                            == 2);
        }
    }

    @Test
    void poolerSwallowsNotifications_promiseIsKept() {
        try (Site site = Site.open();
                Network network = site.network();
                Network hints = site.network()) {
            hints.swallowNotifications();
            NodeLine deaf = site.line(site.start(site.settings(network, hints)));
            NodeLine other = site.line(site.start(site.settings()));
            IssuedLine issued = other.issue();
            assertThat(deaf.verify(issued.key())).isEqualTo(Answer.GRANTED);
            other.ask("revoke " + issued.id());
            Clock.awaitPassed(Clock.now(), Site.MAX_STALENESS);
            assertThat(deaf.verify(issued.key())).isEqualTo(Answer.REFUSED);
        }
    }

    @Test
    void notificationsComeThrough_revocationIsObeyedLongBeforeItMust() {
        try (Site site = Site.open()) {
            NodeSettings settings =
                    site.settings().withMaxEntryAge(LONG.multipliedBy(2)).withMaxStaleness(LONG);
            NodeLine node = site.line(site.start(settings));
            NodeLine other = site.line(site.start(settings));
            IssuedLine issued = other.issue();
            assertThat(node.verify(issued.key())).isEqualTo(Answer.GRANTED);
            other.ask("revoke " + issued.id());
            long revoked = Clock.now();
            Clock.await("refused", () -> node.verify(issued.key()) == Answer.REFUSED);
            assertThat(Clock.since(revoked)).isLessThan(SOON);
        }
    }

    @Test
    void networkIsSlow_promiseIsKept_andValidKeysPass() {
        try (Site site = Site.open();
                Network slow = site.network()) {
            slow.delay(50);
            Node node = site.start(site.settings(slow, slow));
            NodeLine other = site.line(site.start(site.settings()));
            try (Verifiers verifiers = Verifiers.of(Site.MAX_STALENESS, node, node)) {
                for (int i = 0; i < 2; i++) {
                    IssuedLine issued = other.issue();
                    KeyHistory history = KeyHistory.issued(issued.key(), Clock.now());
                    verifiers.ask(history);
                    Clock.awaitPassed(Clock.now(), Duration.ofMillis(300));
                    history.begin(false);
                    other.ask("revoke " + issued.id());
                    history.done();
                    Clock.awaitPassed(Clock.now(), Site.MAX_STALENESS.plusMillis(100));
                }
                verifiers.assertNothingWrong();
            }
        }
    }
}
