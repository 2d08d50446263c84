package io.keystile.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Three nodes and eight threads that verify, while thousands of changes go through every node. */
@Isolated
class ChurnTest {
    private static final int CHANGES = Integer.getInteger("keystile.faults.changes", 2_000);
    private static final int NODES = 3;
    private static final int CHANGERS = 3;
    private static final int CREDENTIALS_EACH = 20;
    /** So long that a machine that does all this at once has read the changes by then: else its 503 would be right. */
    private static final Duration MAX_STALENESS = Duration.ofSeconds(5);

    @Test
    void manyChanges_everyAnswerFitsThePromise_andNothingIsLost() throws InterruptedException {
        try (Site site = Site.open()) {
            List<Node> nodes = Stream.generate(() -> site.start(site.settings().withMaxStaleness(MAX_STALENESS)))
                    .limit(NODES)
                    .toList();
            LongAdder changes = new LongAdder();
            List<Changer> changers = new ArrayList<>();
            Node[] asked = Stream.iterate(0, i -> i + 1)
                    .limit(8)
                    .map(i -> nodes.get(i % NODES))
                    .toArray(Node[]::new);
            try (Verifiers verifiers = Verifiers.of(MAX_STALENESS, asked)) {
                for (int i = 0; i < CHANGERS; i++) {
                    changers.add(new Changer(nodes.stream().map(site::line).toList(), verifiers, changes));
                }
                runAll(changers, changes);
                Clock.awaitPassed(Clock.now(), MAX_STALENESS);
                verifiers.assertNothingWrong();
                assertThat(verifiers.answers()).isGreaterThan(CHANGES / 10);
                assertNodesAgree(site, nodes, changers);
            }
            assertNothingLost(site, changes.sum());
        }
    }

    private static void runAll(List<Changer> changers, LongAdder changes) throws InterruptedException {
        List<Thread> threads = changers.stream()
                .map(changer -> new Thread(
                        () -> {
                            changer.fill(CREDENTIALS_EACH);
                            while (changes.sum() < CHANGES) {
                                changer.change();
                            }
                        },
                        "changer"))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(changes.sum()).isGreaterThanOrEqualTo(CHANGES);
    }

    private static void assertNodesAgree(Site site, List<Node> nodes, List<Changer> changers) {
        List<NodeLine> lines = nodes.stream().map(site::line).toList();
        for (Changer changer : changers) {
            for (KeyHistory key : changer.keys()) {
                for (NodeLine line : lines) {
                    long sent = Clock.now();
                    Answer answer = line.verify(key.key());
                    assertThat(key.wrong(answer, sent, Clock.now(), MAX_STALENESS))
                            .isNull();
                }
            }
        }
    }

    private static void assertNothingLost(Site site, long changes) {
        assertThat(site.feedIsWhole()).isTrue();
        assertThat(site.number("SELECT position FROM keystile_store")).isEqualTo(changes);
        assertThat(site.number("SELECT COUNT(*) FROM keystile_event WHERE credential_id IS NOT NULL"))
                .isEqualTo(changes);
    }
}
