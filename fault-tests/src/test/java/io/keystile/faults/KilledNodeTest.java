package io.keystile.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A node that is killed (SIGKILL) in the midst of its work: what it has said holds, and its successor knows it at once. */
class KilledNodeTest {
    private static final int KEYS = 400;
    private static final int DEAD_AFTER = 40;

    @Test
    void killedWhileItRevokes_whatItHasSaidHoldsEverywhere() throws InterruptedException {
        try (Site site = Site.open();
                Network slow = site.network()) {
            // So slow that it is in the midst of its work for long, whenever the signal comes.
            slow.delay(1);
            Node victim = site.start(site.settings(slow, slow));
            Node survivor = site.start(site.settings());
            NodeLine other = site.line(survivor);
            List<IssuedLine> keys = issued(other);
            AtomicInteger said = revokeUntilKilled(site, victim, keys);
            // What it had sent before may be committed until its connections have ended.
            Clock.await("rid of the dead one's connections", () -> site.connections() <= NodeParts.POOL_SIZE + 1);
            long dead = Clock.now();
            NodeLine successor = site.line(site.start(site.settings()));

            // From its first answer on: it has no old record to act on.
            assertThat(successor.verify(keys.get(said.get() - 1).key())).isEqualTo(Answer.REFUSED);
            Clock.awaitPassed(dead, Site.MAX_STALENESS);
            for (int i = 0; i < KEYS; i++) {
                Answer answer = other.verify(keys.get(i).key());
                assertThat(successor.verify(keys.get(i).key())).isEqualTo(answer);
                // The one that was under way may have been committed or not, on all nodes alike.
                if (i != said.get()) {
                    assertThat(answer).isEqualTo(i < said.get() ? Answer.REFUSED : Answer.GRANTED);
                }
            }
            assertThat(site.feedIsWhole()).isTrue();
            assertThat(site.number("SELECT COUNT(*) FROM keystile_event WHERE kind = 'REVOKED'"))
                    .isBetween((long) said.get(), said.get() + 1L);
        }
    }

    private static List<IssuedLine> issued(NodeLine line) {
        List<IssuedLine> keys = new ArrayList<>();
        for (int i = 0; i < KEYS; i++) {
            IssuedLine issued = line.issue();
            keys.add(issued);
            assertThat(line.verify(issued.key())).isEqualTo(Answer.GRANTED);
        }
        return keys;
    }

    /** How many it said that it had revoked. */
    private static AtomicInteger revokeUntilKilled(Site site, Node victim, List<IssuedLine> keys)
            throws InterruptedException {
        NodeLine line = site.line(victim);
        AtomicInteger said = new AtomicInteger();
        CountDownLatch enough = new CountDownLatch(DEAD_AFTER);
        Thread work = new Thread(() -> {
            while (said.get() < KEYS
                    && line.tell("revoke " + keys.get(said.get()).id()).equals("done")) {
                said.incrementAndGet();
                enough.countDown();
            }
        });
        work.start();
        assertThat(enough.await(1, TimeUnit.MINUTES)).isTrue();
        victim.close();
        work.join();
        assertThat(said.get()).isBetween(DEAD_AFTER, KEYS - 1);
        return said;
    }
}
