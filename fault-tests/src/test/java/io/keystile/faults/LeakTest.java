package io.keystile.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A node that was opened and closed again and again, and met outages meanwhile, holds no more threads and connections. */
class LeakTest {
    private static final int TIMES = 1 + Integer.getInteger("keystile.faults.rounds", 1);
    /** The driver has one for all its connections; one that is cut in the midst of a statement leaves it running. */
    private static final String DRIVERS_TIMER = "PostgreSQL-JDBC-SharedTimer";

    @Test
    void openedAndClosedThroughOutages_threadsAndConnectionsAreAsBefore() {
        try (Site site = Site.open();
                Network network = site.network();
                Network hints = site.network()) {
            NodeLine node = site.line(site.start(site.settings(network, hints)));
            node.ask("close");
            Clock.await(
                    "closed",
                    () -> site.connections() == 0 && !node.ask("threads").contains("keystile"));
            List<String> before = threads(node);
            for (int i = 0; i < TIMES; i++) {
                throughAnOutage(node, network, hints, i % 2 == 0);
                Clock.await("without connections", () -> site.connections() == 0);
            }
            Clock.await("without threads of its own", () -> added(before, node).isEmpty());
        }
    }

    private static void throughAnOutage(NodeLine node, Network network, Network hints, boolean closesInIt) {
        node.ask("reopen");
        IssuedLine issued = node.issue();
        assertThat(node.verify(issued.key())).isEqualTo(Answer.GRANTED);
        hints.stall();
        hints.cut(); // it comes back, is accepted, and never answered
        network.stall();
        Clock.await("in an outage", () -> node.verify(issued.key()) == Answer.UNAVAILABLE);
        if (closesInIt) {
            node.ask("close");
        }
        network.cut();
        network.flow();
        hints.cut();
        hints.flow();
        if (!closesInIt) {
            Clock.await("out of it", () -> node.verify(issued.key()) == Answer.GRANTED);
            node.ask("close");
        }
    }

    private static List<String> added(List<String> before, NodeLine node) {
        List<String> added = new ArrayList<>(threads(node));
        before.forEach(added::remove);
        added.stream()
                .filter(name -> name.startsWith(DRIVERS_TIMER))
                .findFirst()
                .ifPresent(added::remove);
        return added;
    }

    private static List<String> threads(NodeLine node) {
        return List.of(node.ask("threads").split(", ", -1));
    }
}
