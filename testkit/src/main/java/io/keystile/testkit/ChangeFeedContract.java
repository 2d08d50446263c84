package io.keystile.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.credential.Credential;
import io.keystile.credential.CredentialKeys;
import io.keystile.credential.CredentialState;
import io.keystile.credential.LifecycleEvent.Kind;
import io.keystile.credential.StoredKey;
import io.keystile.key.KeyHash;
import io.keystile.store.Change;
import io.keystile.store.ChangeFeed;
import io.keystile.store.Changes;
import io.keystile.store.CredentialStore;
import io.keystile.store.FeedPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * What {@link ChangeFeed} promises, as tests. Extend it beside {@link CredentialStoreContract}; {@link #secondHandle} must be
 * another object over the same data here.
 */
public abstract class ChangeFeedContract extends StoreSteps {
    private static final int WRITERS = 6;
    private static final int STEPS = 25;

    /** For subclasses. */
    protected ChangeFeedContract() {}

    /** Has the feed forget all entries that it keeps. */
    protected abstract void pruneAll(CredentialStore store);

    private ChangeFeed feed() {
        return feed(store());
    }

    private static ChangeFeed feed(CredentialStore store) {
        return Objects.requireNonNull(store.changes(), "the store has a feed");
    }

    private FeedPosition head() {
        return feed().after(null, 1).head();
    }

    private static List<Long> positions(List<Change> changes) {
        return changes.stream().map(Change::position).toList();
    }

    @Test
    void after_null_isTheHeadAlone() {
        Changes empty = feed().after(null, 10);
        inserted("prn_1", "cli_1");
        Changes one = feed().after(null, 10);

        assertThat(empty.changes()).isEmpty();
        assertThat(empty.oldestKept()).isEqualTo(empty.head().position() + 1);
        assertThat(one.changes()).isEmpty();
        assertThat(one.head().feed()).isEqualTo(empty.head().feed());
        assertThat(one.head().position()).isGreaterThan(empty.head().position());
        assertThat(one.storeTime()).isAfterOrEqualTo(empty.storeTime());
    }

    @Test
    void after_everyStep_isToldWithEveryKeyThatItTouched() {
        FeedPosition start = head();
        Credential first = inserted("prn_1", "cli_1");
        Credential rotated = rotated(first);
        Credential ended =
                replaced(rotated, c -> c.with(CredentialKeys.first(c.keys().current())), Kind.PREVIOUS_KEYS_ENDED);
        replaced(ended, c -> c.with(CredentialState.REVOKED), Kind.REVOKED);
        suspend("cli_1");

        List<Change> changes = feed().after(start, 100).changes();

        List<KeyHash> both = rotated.keys().all().stream().map(StoredKey::hash).toList();
        assertThat(changes).hasSize(5);
        assertThat(positions(changes)).isSorted().doesNotHaveDuplicates().allMatch(p -> p > start.position());
        assertCredential(changes.get(0), first, 1, List.of(hash(first)));
        assertCredential(changes.get(1), first, 2, both);
        assertCredential(changes.get(2), first, 3, both);
        assertCredential(changes.get(3), first, 4, List.of(hash(rotated)));
        assertThat(changes.get(4)).isEqualTo(new Change.OfTenant(changes.get(4).position(), "cli_1", 2));
    }

    private static void assertCredential(Change change, Credential of, long version, List<KeyHash> keys) {
        assertThat(change).isInstanceOfSatisfying(Change.OfCredential.class, c -> {
            assertThat(c.id()).isEqualTo(of.id());
            assertThat(c.version()).isEqualTo(version);
            assertThat(c.keys()).containsExactlyInAnyOrderElementsOf(keys);
        });
    }

    @Test
    void after_pageByPage_isEveryChangeOnceAndAShortPageReachesTheHead() {
        FeedPosition start = head();
        for (int i = 0; i < 5; i++) {
            inserted("prn_1", "cli_1");
        }
        List<Change> all = feed().after(start, 100).changes();

        Changes first = feed().after(start, 3);
        Changes second = feed().after(at(start, first.changes().get(2).position()), 3);

        assertThat(first.changes()).isEqualTo(all.subList(0, 3));
        assertThat(second.changes()).isEqualTo(all.subList(3, 5));
        assertThat(all.get(4).position()).isEqualTo(second.head().position());
        assertThat(feed().after(second.head(), 3).changes()).isEmpty();
    }

    private static FeedPosition at(FeedPosition feed, long position) {
        return new FeedPosition(feed.feed(), position);
    }

    @Test
    void after_refusedStepsAndMarks_areNoChange() {
        Credential first = inserted("prn_1", "cli_1");
        Credential second = rotated(first);
        FeedPosition before = head();

        Credential late = first.with(CredentialState.REVOKED);
        store().replace(late, first, samples.event(Kind.REVOKED, first, late));
        store().insert(first, samples.event(Kind.ISSUED, null, first));
        store().markUsed(Map.of(second.id(), samples.now()));

        assertThat(feed().after(before, 10).changes()).isEmpty();
        assertThat(head()).isEqualTo(before);
    }

    @Test
    void feeds_ofTwoStores_haveTwoNames() {
        assertThat(feed(freshStore()).after(null, 1).head().feed()).isNotEqualTo(head().feed());
    }

    @Test
    void after_fromAnotherHandle_isTheSame() {
        FeedPosition start = head();
        CredentialStore other = secondHandle(store());
        inserted("prn_1", "cli_1");

        assertThat(feed(other).after(start, 10).changes())
                .isEqualTo(feed().after(start, 10).changes());
        assertThat(feed(other).after(null, 1).head()).isEqualTo(head());
    }

    @Test
    void onCommit_ownSteps_areToldBeforeTheyReturnAsTheFeedHasThem() {
        FeedPosition start = head();
        List<Change> told = new CopyOnWriteArrayList<>();
        ChangeFeed.Subscription subscription = feed().onCommit(told::addAll);
        Credential first = inserted("prn_1", "cli_1");
        assertThat(told).hasSize(1);
        rotated(first);
        suspend("cli_1");
        subscription.close();

        assertThat(told).isEqualTo(feed().after(start, 10).changes());
        inserted("prn_2", "cli_1");
        assertThat(told).as("none once the subscription is closed").hasSize(3);
    }

    @Test
    void onCommit_refusedStepsAndOtherHandles_areNotTold() {
        Credential first = inserted("prn_1", "cli_1");
        rotated(first);
        CredentialStore other = secondHandle(store());
        AtomicInteger told = new AtomicInteger();
        feed().onCommit(changes -> told.incrementAndGet());
        Credential late = first.with(CredentialState.REVOKED);
        store().replace(late, first, samples.event(Kind.REVOKED, first, late));
        Credential theirs = samples.credential("prn_2", "cli_1");
        other.insert(theirs, samples.event(Kind.ISSUED, null, theirs));

        assertThat(told).hasValue(0);
    }

    @Test
    void onCommit_whoThrows_harmsNobody() {
        AtomicInteger told = new AtomicInteger();
        feed().onCommit(changes -> {
            throw new IllegalStateException("a broken listener");
        });
        feed().onCommit(changes -> told.incrementAndGet());

        inserted("prn_1", "cli_1");

        assertThat(told).hasValue(1);
    }

    @Test
    void pruned_slowReader_seesThatItMissed() {
        FeedPosition start = head();
        inserted("prn_1", "cli_1");
        inserted("prn_1", "cli_1");
        FeedPosition before = head();

        pruneAll(store());
        Changes slow = feed().after(start, 10);
        Changes current = feed().after(before, 10);
        inserted("prn_1", "cli_1");
        Changes next = feed().after(before, 10);

        assertThat(slow.oldestKept() - 1).isGreaterThan(start.position());
        assertThat(current.changes()).isEmpty();
        assertThat(current.head()).isEqualTo(before);
        assertThat(current.oldestKept()).isEqualTo(before.position() + 1);
        assertThat(next.changes()).hasSize(1);
        assertThat(next.oldestKept() - 1).isLessThanOrEqualTo(before.position());
    }

    @Test
    void reader_whileManyWriteThroughTwoHandles_seesEveryChangeOnceInOrder() {
        CredentialStore first = store();
        CredentialStore second = secondHandle(first);
        FeedPosition start = head();
        AtomicInteger writing = new AtomicInteger(WRITERS);
        List<Change> seen = new ArrayList<>();

        Race.run(WRITERS + 1, 1, n -> {
            if (n < WRITERS) {
                write(n % 2 == 0 ? first : second, n);
                writing.decrementAndGet();
                return;
            }
            FeedPosition read = start;
            boolean last;
            do {
                last = writing.get() == 0;
                read = readOn(feed(first), read, seen);
            } while (!last);
        });

        assertThat(seen).hasSize(WRITERS * STEPS);
        assertThat(positions(seen)).isSorted().doesNotHaveDuplicates();
        assertThat(seen).isEqualTo(feed().after(start, WRITERS * STEPS + 1).changes());
    }

    private static FeedPosition readOn(ChangeFeed feed, FeedPosition from, List<Change> seen) {
        FeedPosition read = from;
        Changes page;
        do {
            page = feed.after(read, 7);
            for (Change change : page.changes()) {
                assertThat(change.position())
                        .isGreaterThan(read.position())
                        .isLessThanOrEqualTo(page.head().position());
                read = at(read, change.position());
                seen.add(change);
            }
        } while (page.changes().size() == 7);
        // Nothing may ever come at or below what was the head of a page that was not full.
        assertThat(page.head().position()).isEqualTo(read.position());
        return read;
    }

    private void write(CredentialStore store, int writer) {
        Credential credential = samples.credential("prn_" + writer, "cli_" + writer);
        assertThat(store.insert(credential, samples.event(Kind.ISSUED, null, credential)))
                .isTrue();
        for (int step = 1; step < STEPS; step++) {
            Credential before = credential;
            Credential next = before.with(
                    before.state() == CredentialState.ACTIVE ? CredentialState.SUSPENDED : CredentialState.ACTIVE);
            assertThat(store.replace(next, before, samples.event(Kind.SUSPENDED, before, next)))
                    .isTrue();
            credential = next;
        }
    }
}
