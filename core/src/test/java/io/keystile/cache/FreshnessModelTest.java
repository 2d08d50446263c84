package io.keystile.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.credential.CredentialId;
import io.keystile.key.KeyHash;
import io.keystile.lifecycle.ConflictException;
import io.keystile.lifecycle.IssuedKey;
import io.keystile.lifecycle.Rotation;
import io.keystile.store.Freshness;
import io.keystile.store.KeyMatch;
import io.keystile.store.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Three nodes over one database, in random order: commits, look-ups, reads of the changes, sweeps, failures, sleep and wrong
 * clocks, also in the middle of each other. Never is a record acted on that was replaced {@code maxStaleness} ago, or by this
 * node itself; never is a key that can be looked up refused.
 */
class FreshnessModelTest {
    private static final Duration MAX_STALENESS = Duration.ofSeconds(1);
    private static final int RUNS = 150;
    private static final int STEPS = 250;
    private static final int KEYS = 12;

    private final AtomicInteger answers = new AtomicInteger();
    private final AtomicInteger refusals = new AtomicInteger();
    private final AtomicInteger hits = new AtomicInteger();

    @Test
    void anyOrder_keepsThePromise() {
        for (int seed = 0; seed < RUNS; seed++) {
            Run run = new Run(seed);
            for (int step = 0; step < STEPS; step++) {
                run.step();
            }
            run.nodes.forEach(node -> hits.addAndGet((int) node.cached.figures().hits()));
        }
        // So that nobody makes the above true by never answering from the cache.
        assertThat(hits.get()).isGreaterThan(answers.get() / 3);
        assertThat(refusals.get()).isLessThan(answers.get() / 5);
    }

    /** One random order. */
    private final class Run {
        final List<Node> nodes = new ArrayList<>();
        private final long seed;
        private final Random random;
        private final FakeTime time = new FakeTime();
        private final FakeDatabase database = new FakeDatabase(time);
        private final List<IssuedKey> issued = new ArrayList<>();
        private final List<KeyHash> hashes = new ArrayList<>();
        private final Map<Node, Map<KeyHash, Long>> obeyed = new HashMap<>();
        private final Set<String> underWay = new HashSet<>();
        private int feeds = 1;
        private int depth;

        Run(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
            for (int i = 0; i < 3; i++) {
                Node node =
                        new Node(database, time, Freshness.withoutOutageGrace().withMaxStaleness(MAX_STALENESS));
                node.store.onTheWay = this::meanwhile;
                node.store.onTheWayBack = this::meanwhile;
                nodes.add(node);
                obeyed.put(node, new HashMap<>());
            }
            time.whenRead(() -> {
                if (random.nextInt(12) == 0) {
                    meanwhile();
                }
            });
        }

        private void meanwhile() {
            if (depth < 2 && random.nextInt(3) == 0) {
                depth++;
                step();
                depth--;
            }
        }

        void step() {
            Node node = nodes.get(random.nextInt(nodes.size()));
            int dice = random.nextInt(100);
            if (dice < 50) {
                lookUp(node);
            } else if (dice < 65) {
                time.passMillis(random.nextInt(depth == 0 ? 350 : 60));
            } else if (dice < 80) {
                node.readChanges();
            } else if (dice < 93) {
                commit(node);
            } else if (dice < 96) {
                node.sweep.round();
            } else {
                disturb(node);
            }
            if (depth == 0 && !node.store.broken && !node.store.feedBroken && node.isInOutage()) {
                node.readChanges(); // its thread would have by now
            }
            if (depth == 0 && !node.parts.entries.isConsistent()) {
                throw new AssertionError("seed " + seed + ": the index lost an entry");
            }
        }

        private void disturb(Node node) {
            switch (random.nextInt(7)) {
                case 0 -> node.store.broken = random.nextInt(5) == 0;
                case 1 -> node.store.feedBroken = random.nextInt(5) == 0;
                case 2 -> time.sleep(Duration.ofSeconds(random.nextInt(4)));
                case 3 -> time.stepWall(Duration.ofSeconds(random.nextInt(9) - 4));
                case 4 -> database.prune();
                case 5 -> database.failOver("feed-" + ++feeds);
                default -> time.pass(Duration.ofSeconds(random.nextInt(90)));
            }
        }

        private void commit(Node node) {
            try {
                if (issued.isEmpty() || (issued.size() < KEYS && random.nextInt(3) == 0)) {
                    remember(node.issue("cli_" + random.nextInt(3)));
                } else {
                    change(node, issued.get(random.nextInt(issued.size())));
                }
                hashes.forEach(hash -> noteObeyed(node, hash));
            } catch (ConflictException | StoreUnavailableException e) {
                // a dead credential, or a broken store: nothing was committed
            }
        }

        private void noteObeyed(Node node, KeyHash hash) {
            // What this node has committed it obeys; what others have may still be on its way.
            long last = database.lastCommitBy(node.store, hash);
            Map<KeyHash, Long> times = obeyed.get(node);
            if (times != null) {
                times.put(hash, last);
            }
        }

        private void change(Node node, IssuedKey key) {
            CredentialId id = key.credential().id();
            switch (random.nextInt(6)) {
                case 0 -> node.lifecycle.revoke(id);
                case 1 -> node.lifecycle.suspend(id);
                case 2 -> node.lifecycle.resume(id);
                case 3 ->
                    remember(node.lifecycle.rotate(id, Rotation.withGrace(Duration.ofSeconds(random.nextInt(2)))));
                case 4 -> node.lifecycle.suspendTenant(key.credential().tenant());
                default -> node.lifecycle.resumeTenant(key.credential().tenant());
            }
        }

        private void remember(IssuedKey key) {
            issued.add(key);
            hashes.add(Node.hash(key));
        }

        private void lookUp(Node node) {
            KeyHash hash = hashes.isEmpty() || random.nextInt(20) == 0
                    ? KeyHash.of("nobody's " + random.nextInt(5))
                    : hashes.get(random.nextInt(hashes.size()));
            String own = nodes.indexOf(node) + " " + hash;
            if (!underWay.add(own)) {
                return; // a thread can't wait for itself
            }
            try {
                lookUp(node, hash);
            } finally {
                underWay.remove(own);
            }
        }

        private void lookUp(Node node, KeyHash hash) {
            long begun = time.nanos();
            long begunReally = System.nanoTime();
            long floor = obeyed.getOrDefault(node, Map.of()).getOrDefault(hash, Long.MIN_VALUE);
            boolean excused = node.store.broken || node.store.feedBroken || node.isInOutage();
            try {
                KeyMatch match = node.find(hash);
                answers.incrementAndGet();
                long oldest = Math.max(floor, time.nanos() - MAX_STALENESS.toNanos());
                assertThat(database.wasSince(oldest, hash, match))
                        .as("seed %d: acted on an old record of %s: %s", seed, hash, match)
                        .isTrue();
            } catch (StoreUnavailableException | LookUpRefusedException e) {
                refusals.incrementAndGet();
                excused |= node.store.broken || node.store.feedBroken || depth > 0;
                excused |= time.nanos() - begun > MAX_STALENESS.toNanos() / 4;
                // Requests wait for so long by a real clock: this machine may have stood still meanwhile.
                excused |= System.nanoTime() - begunReally >= MAX_STALENESS.toNanos();
                assertThat(excused)
                        .as("seed %d: refused %s though the store was there", seed, hash)
                        .isTrue();
            }
        }
    }
}
