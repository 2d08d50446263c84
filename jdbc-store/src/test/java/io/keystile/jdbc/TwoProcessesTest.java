package io.keystile.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.credential.Credential;
import io.keystile.credential.CredentialId;
import io.keystile.credential.CredentialState;
import io.keystile.credential.LifecycleEvent;
import io.keystile.credential.LifecycleEvent.Kind;
import io.keystile.lifecycle.CredentialLifecycle;
import io.keystile.store.Change;
import io.keystile.store.FeedPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Two JVMs that rotate and revoke the same credentials at once lose nothing of either. */
class TwoProcessesTest {
    @Test
    void rotationsAndRevocations_byTwoProcessesAtOnce_areAllThere() {
        try (TestDatabase database = TestDatabase.postgres();
                JdbcCredentialStore store = database.store()) {
            CredentialLifecycle lifecycle = Lifecycles.over(store);
            List<CredentialId> ids = IntStream.range(0, 4)
                    .mapToObj(i -> lifecycle
                            .issue(Lifecycles.principal("cli_1"))
                            .credential()
                            .id())
                    .toList();
            List<String> arguments = new ArrayList<>(List.of(database.url(), "process:theirs"));
            ids.forEach(id -> arguments.add(id.value()));
            int ours;
            int theirs;
            try (ChildJvm child = ChildJvm.start(Rival.class, arguments.toArray(String[]::new))) {
                child.awaitReady();
                child.go();
                ours = Rival.work(store, "process:ours", ids, 2);
                theirs = child.await();
            }

            assertThat(rotations(store, ids, "process:ours")).isEqualTo(ours);
            assertThat(rotations(store, ids, "process:theirs")).isEqualTo(theirs);
            List<Change> feed = feed(store);
            for (CredentialId id : ids) {
                assertWhole(lifecycle.get(id), store.events(id, 1_000), feed);
            }
            assertThat(ids)
                    .map(id -> lifecycle.get(id).state())
                    .containsExactly(
                            CredentialState.ACTIVE,
                            CredentialState.REVOKED,
                            CredentialState.REVOKED,
                            CredentialState.ACTIVE);
        }
    }

    private static long rotations(JdbcCredentialStore store, List<CredentialId> ids, String actor) {
        return ids.stream()
                .flatMap(id -> store.events(id, 1_000).stream())
                .filter(e -> e.kind() == Kind.ROTATED && e.actor().name().equals(actor))
                .count();
    }

    private static List<Change> feed(JdbcCredentialStore store) {
        FeedPosition head = store.changes().after(null, 1).head();
        return store.changes().after(new FeedPosition(head.feed(), 0), 10_000).changes();
    }

    private static void assertWhole(Credential credential, List<LifecycleEvent> events, List<Change> feed) {
        assertThat(events).hasSize((int) credential.version());
        long rotations = events.stream().filter(e -> e.kind() == Kind.ROTATED).count();
        assertThat(credential.keys().current().generation()).isEqualTo((int) rotations + 1);
        assertThat(feed.stream()
                        .filter(c ->
                                c instanceof Change.OfCredential of && of.id().equals(credential.id()))
                        .map(c -> ((Change.OfCredential) c).version()))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, credential.version()).boxed().toList());
    }
}
