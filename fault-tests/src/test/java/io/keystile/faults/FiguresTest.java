package io.keystile.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.credential.Access;
import io.keystile.credential.Actor;
import io.keystile.jdbc.JdbcCredentialStore;
import io.keystile.key.Environment;
import io.keystile.key.KeyFormat;
import io.keystile.lifecycle.CredentialLifecycle;
import io.keystile.lifecycle.IssuedKey;
import io.keystile.lifecycle.LifecycleLimits;
import io.keystile.lifecycle.LifecycleSetup;
import io.keystile.lifecycle.NewCredential;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Measures what the documents tell: the delay from a commit to its being obeyed on three other nodes, and what an idle node
 * asks. No figure fails a build, but the promise.
 */
@Tag("figures")
@Isolated
class FiguresTest {
    private static final int NODES = 3;
    private static final int REVOCATIONS_EACH = 70;
    private static final int LANES = 3;
    private static final int CACHED = 500;
    private static final Duration MAX_STALENESS = Duration.ofSeconds(1); // the defaults
    private static final Duration MAX_ENTRY_AGE = Duration.ofMinutes(1);
    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final Path RESULTS =
            Path.of(System.getProperty("keystile.faults.results", "target/revocation-delay.json"));

    @Test
    void figures() throws InterruptedException, IOException {
        String json = "{\n  \"jdk\": \"" + Runtime.version() + "\",\n  \"processors\": "
                + Runtime.getRuntime().availableProcessors() + ",\n  \"nodes\": " + NODES
                + ",\n  \"maxStalenessMillis\": " + MAX_STALENESS.toMillis()
                + ",\n  \"withHints\": " + delays(true, Duration.ofMillis(1))
                + ",\n  \"withoutHints\": " + delays(false, Duration.ofMillis(5))
                + ",\n  \"idle\": " + idle() + "\n}\n";
        Files.writeString(RESULTS, json);
        System.out.print(json);
    }

    private static String delays(boolean hints, Duration poll) throws InterruptedException {
        try (Site site = Site.open();
                JdbcCredentialStore store = JdbcCredentialStore.over(site.database(), Environment.LIVE)
                        .build()) {
            CredentialLifecycle committer = lifecycle(store);
            NodeSettings listening = asByDefault(site.settings());
            NodeSettings settings = hints ? listening : listening.withoutHints();
            List<Node> nodes = IntStream.range(0, NODES)
                    .mapToObj(i -> site.start(settings))
                    .toList();
            Delays fromReturn = new Delays();
            Delays fromCall = new Delays();
            List<Thread> lanes = new ArrayList<>();
            for (int i = 0; i < LANES; i++) {
                Lane lane = new Lane(committer, nodes.stream().map(site::line).toList(), poll, fromReturn, fromCall);
                lanes.add(new Thread(lane::run, "lane"));
            }
            lanes.forEach(Thread::start);
            for (Thread lane : lanes) {
                lane.join();
            }
            return "{\n    \"fromReturnOfRevoke\": " + fromReturn.json() + ",\n    \"fromCallOfRevoke\": "
                    + fromCall.json() + "\n  }";
        }
    }

    private static NodeSettings asByDefault(NodeSettings settings) {
        return settings.withMaxEntryAge(MAX_ENTRY_AGE).withMaxStaleness(MAX_STALENESS);
    }

    private static CredentialLifecycle lifecycle(JdbcCredentialStore store) {
        LifecycleSetup setup = new LifecycleSetup(
                Environment.LIVE, KeyFormat.withPrefix("acme"), InstantSource.system(), LifecycleLimits.defaults());
        return new CredentialLifecycle(setup, store, Actor.application());
    }

    private record Lane(
            CredentialLifecycle committer, List<NodeLine> lines, Duration poll, Delays fromReturn, Delays fromCall) {
        void run() {
            List<IssuedKey> issued = new ArrayList<>();
            for (int i = 0; i < REVOCATIONS_EACH; i++) {
                issued.add(committer.issue(
                        NewCredential.principal("prn_1", "cli_1").access(Access.full())));
            }
            // A read that hears of the issue would have the key loaded anew, and its end seen too early.
            Clock.awaitPassed(Clock.now(), MAX_STALENESS);
            issued.forEach(this::revoke);
        }

        private void revoke(IssuedKey issued) {
            String key = issued.key().reveal();
            lines.forEach(line -> assertThat(line.verify(key)).isEqualTo(Answer.GRANTED));
            // At any point between two reads of the feed.
            Clock.awaitPassed(
                    Clock.now(), Duration.ofMillis(ThreadLocalRandom.current().nextInt(800)));
            long called = Clock.now();
            committer.revoke(issued.credential().id());
            obeyed(key, called, Clock.now());
        }

        private void obeyed(String key, long called, long returned) {
            List<NodeLine> waiting = new ArrayList<>(lines);
            while (!waiting.isEmpty()) {
                waiting.removeIf(line -> {
                    long sent = Clock.now();
                    if (line.verify(key) == Answer.GRANTED) {
                        assertThat(sent - returned).isLessThan(MAX_STALENESS.toNanos());
                        return false;
                    }
                    fromReturn.add(Clock.now() - returned);
                    fromCall.add(Clock.now() - called);
                    return true;
                });
                Clock.awaitPassed(Clock.now(), poll);
            }
        }
    }

    private static String idle() {
        try (Site site = Site.open();
                Network network = site.network();
                Network hints = site.network()) {
            NodeLine node = site.line(site.start(asByDefault(site.settings(network, hints))));
            for (int i = 0; i < CACHED; i++) {
                assertThat(node.verify(node.issue().key())).isEqualTo(Answer.GRANTED);
            }
            Clock.awaitPassed(Clock.now(), Duration.ofSeconds(5));
            long roundTrips = network.requests();
            long hintTrips = hints.requests();
            String before = node.ask("figures");
            Clock.awaitPassed(Clock.now(), IDLE);
            double seconds = IDLE.toMillis() / 1e3;
            return String.format(
                    Locale.ROOT,
                    "{\n    \"seconds\": %.0f, \"keysCached\": %d,\n    \"roundTripsASecond\": %.2f,"
                            + " \"ofTheNotificationsConnection\": %.2f,\n    \"before\": \"%s\",\n    \"after\": \"%s\"\n  }",
                    seconds,
                    CACHED,
                    (network.requests() - roundTrips) / seconds,
                    (hints.requests() - hintTrips) / seconds,
                    before,
                    node.ask("figures"));
        }
    }
}
