package io.keystile.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A node that was opened and closed again and again, and met outages meanwhile, holds no more threads and connections. */
class LeakTest {
    private static final int TIMES = 4;

    @Test
    void openedAndClosedThroughOutages_threadsAndConnectionsAreAsBefore() {
        try (Site site = Site.open();
                Network network = site.network();
                Network hints = site.network()) {
            NodeLine node = site.line(site.start(site.settings(network, hints)));
            node.ask("close");
            Clock.await("without connections", () -> site.connections() == 0);
            String threads = node.ask("threads");
            for (int i = 0; i < TIMES; i++) {
                node.ask("reopen");
                IssuedLine issued = node.issue();
                assertThat(node.verify(issued.key())).isEqualTo(Answer.GRANTED);
                hints.cut();
                network.stall();
                Clock.await("in an outage", () -> node.verify(issued.key()) == Answer.UNAVAILABLE);
                if (i % 2 == 0) {
                    node.ask("close"); // in the midst of the outage
                    network.cut();
                    network.flow();
                } else {
                    network.cut();
                    network.flow();
                    Clock.await("out of it", () -> node.verify(issued.key()) == Answer.GRANTED);
                    node.ask("close");
                }
                Clock.await("without connections", () -> site.connections() == 0);
            }
            System.out.println(threads+"\n"+node.ask("threads"));Clock.awaitPassed(Clock.now(),java.time.Duration.ofSeconds(15));System.out.println(node.ask("threads"));
        }
    }
}
