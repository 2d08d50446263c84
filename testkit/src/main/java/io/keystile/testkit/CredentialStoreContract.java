package io.keystile.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.credential.Access;
import io.keystile.credential.Credential;
import io.keystile.credential.CredentialKeys;
import io.keystile.credential.CredentialState;
import io.keystile.credential.LifecycleEvent;
import io.keystile.credential.LifecycleEvent.Kind;
import io.keystile.credential.Limit;
import io.keystile.credential.StoredKey;
import io.keystile.credential.Tenant;
import io.keystile.key.KeyHash;
import io.keystile.net.AddressRanges;
import io.keystile.store.CredentialQuery;
import io.keystile.store.CredentialStore;
import io.keystile.store.KeyMatch;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What {@link CredentialStore} promises, as tests. Extend it, give a store, and a store of yours is proved; {@link
 * ConcurrentStoreContract}, which it extends, adds the promises that many threads make hard.
 */
public abstract class CredentialStoreContract extends ConcurrentStoreContract {
    @RegisterExtension
    final SecretCanary canary = SecretCanary.create();

    private final StoreSamples samples = new StoreSamples(canary);
    private @Nullable CredentialStore fresh;

    /** For subclasses. */
    protected CredentialStoreContract() {}

    @BeforeEach
    void takeFreshStore() {
        fresh = freshStore();
    }

    private CredentialStore store() {
        return Objects.requireNonNull(fresh);
    }

    @Test
    void lookUps_nothingThere_areNullOrEmpty() {
        Credential nobody = samples.credential("prn_1", "cli_1");

        assertThat(store().findByKey(hash(nobody))).isNull();
        assertThat(store().findById(nobody.id())).isNull();
        assertThat(store().findTenant("cli_1")).isNull();
        assertThat(store().find(new CredentialQuery.OfTenant("cli_1"), 10, null))
                .isEmpty();
        assertThat(store().events(nobody.id(), 10)).isEmpty();
    }

    @Test
    void insert_everyField_comesBackAsItWas() {
        Credential first = samples.first(samples.credential("prn_1", "cli_1")
                .with(samples.credential("prn_1", "cli_1")
                        .settings()
                        .withAccess(Access.only("b:write", "a:read"))
                        .withAllowlist(AddressRanges.of("192.0.2.0/24", "2001:db8::/32"))
                        .withExpiresAt(samples.now().plusSeconds(60).plusMillis(1))
                        .withLabel("CI of Müller & Söhne, 株式会社")
                        .withAttributes(Map.of("colour", "grün", "size", "10 %"))
                        .withLimits(List.of(new Limit(5, Duration.ofMillis(1500))))));
        assertThat(store().insert(first, samples.event(Kind.ISSUED, null, first)))
                .isTrue();

        assertThat(store().findById(first.id())).isEqualTo(first);
        KeyMatch match = found(hash(first));
        assertThat(match.credential()).isEqualTo(first);
        assertThat(match.key()).isEqualTo(first.keys().current());
        assertThat(match.isPrevious()).isFalse();
    }

    @Test
    void insert_firstOfATenant_makesItsRecord() {
        Credential first = inserted("prn_1", "cli_1");

        assertThat(store().findTenant("cli_1")).isEqualTo(Tenant.first("cli_1"));
        assertThat(found(hash(first)).tenant()).isEqualTo(Tenant.first("cli_1"));
    }

    @Test
    void insert_intoASuspendedTenant_leavesItSuspended() {
        inserted("prn_1", "cli_1");
        Tenant suspended = suspend("cli_1");

        Credential second = inserted("prn_2", "cli_1");

        assertThat(store().findTenant("cli_1")).isEqualTo(suspended);
        assertThat(found(hash(second)).tenant()).isEqualTo(suspended);
    }

    @Test
    void insert_idIsTaken_isFalseAndWritesNothing() {
        Credential first = inserted("prn_1", "cli_1");
        Credential same = samples.withId(samples.credential("prn_2", "cli_2"), first.id());

        assertThat(store().insert(same, samples.event(Kind.ISSUED, null, same))).isFalse();

        assertThat(store().findById(first.id())).isEqualTo(first);
        assertThat(store().findByKey(hash(same))).isNull();
        assertThat(store().findTenant("cli_2")).isNull();
        assertThat(store().events(first.id(), 10)).hasSize(1);
    }

    @Test
    void insert_currentKeyIsTaken_isFalseAndWritesNothing() {
        Credential first = inserted("prn_1", "cli_1");
        Credential thief = samples.first(samples.credential("prn_2", "cli_2").with(first.keys()));

        assertThat(store().insert(thief, samples.event(Kind.ISSUED, null, thief)))
                .isFalse();

        assertThat(store().findById(thief.id())).isNull();
        assertThat(store().findTenant("cli_2")).isNull();
        assertThat(store().events(thief.id(), 10)).isEmpty();
        assertThat(found(hash(first)).credential()).isEqualTo(first);
    }

    @Test
    void insert_previousKeyOfAnotherIsTaken_isFalse() {
        Credential rotated = rotated(inserted("prn_1", "cli_1"));
        StoredKey old = rotated.keys().previous().get(0);
        Credential thief = samples.first(samples.credential("prn_2", "cli_2")
                .with(CredentialKeys.first(new StoredKey(old.hash(), old.hint(), 1, null))));

        assertThat(store().insert(thief, samples.event(Kind.ISSUED, null, thief)))
                .isFalse();

        assertThat(found(old.hash()).credential()).isEqualTo(rotated);
    }

    @Test
    void findByKey_afterARotation_findsCurrentAndPrevious() {
        Credential rotated = rotated(inserted("prn_1", "cli_1"));
        StoredKey old = rotated.keys().previous().get(0);

        KeyMatch current = found(hash(rotated));
        KeyMatch previous = found(old.hash());

        assertThat(current.isPrevious()).isFalse();
        assertThat(previous.key()).isEqualTo(old);
        assertThat(previous.credential()).isEqualTo(rotated);
    }

    @Test
    void findByKey_deadCredential_isFoundAllTheSame() {
        Credential revoked = replaced(inserted("prn_1", "cli_1"), c -> c.with(CredentialState.REVOKED), Kind.REVOKED);

        KeyMatch match = found(hash(revoked));

        assertThat(match.credential().state()).isEqualTo(CredentialState.REVOKED);
    }

    @Test
    void replace_keysThatAreGone_findNothing() {
        Credential rotated = rotated(inserted("prn_1", "cli_1"));
        KeyHash old = rotated.keys().previous().get(0).hash();

        replaced(rotated, c -> c.with(CredentialKeys.first(c.keys().current())), Kind.PREVIOUS_KEYS_ENDED);

        assertThat(store().findByKey(old)).isNull();
        assertThat(store().findByKey(hash(rotated))).isNotNull();
    }

    @Test
    void replace_anotherVersionIsStored_isFalseAndWritesNothing() {
        Credential first = inserted("prn_1", "cli_1");
        Credential second = rotated(first);
        Credential late = first.with(CredentialState.REVOKED);

        assertThat(store().replace(late, first.version(), samples.event(Kind.REVOKED, first, late)))
                .isFalse();

        assertThat(store().findById(first.id())).isEqualTo(second);
        assertThat(found(hash(second)).credential()).isEqualTo(second);
        assertThat(kinds(first)).containsExactly(Kind.ISSUED, Kind.ROTATED);
    }

    @Test
    void replace_notThere_isFalseAndWritesNothing() {
        Credential nobody = samples.credential("prn_1", "cli_1");
        Credential next = nobody.with(CredentialState.REVOKED);

        assertThat(store().replace(next, 1, samples.event(Kind.REVOKED, nobody, next)))
                .isFalse();

        assertThat(store().findById(nobody.id())).isNull();
        assertThat(store().findByKey(hash(nobody))).isNull();
        assertThat(store().events(nobody.id(), 10)).isEmpty();
    }

    @Test
    void replace_newKeyIsAnothers_isFalseAndWritesNothing() {
        Credential victim = inserted("prn_1", "cli_1");
        Credential thief = inserted("prn_2", "cli_2");
        StoredKey stolen = victim.keys().current();
        Credential next = thief.with(new CredentialKeys(
                new StoredKey(stolen.hash(), stolen.hint(), 2, null),
                List.of(thief.keys().current().endingAt(samples.now().plusSeconds(60)))));

        assertThat(store().replace(next, thief.version(), samples.event(Kind.ROTATED, thief, next)))
                .isFalse();

        assertThat(store().findById(thief.id())).isEqualTo(thief);
        assertThat(found(hash(victim)).credential()).isEqualTo(victim);
        assertThat(found(hash(thief)).isPrevious()).isFalse();
        assertThat(kinds(thief)).containsExactly(Kind.ISSUED);
    }

    @Test
    void replaceTenant_suspended_isSeenByEveryKey() {
        Credential rotated = rotated(inserted("prn_1", "cli_1"));
        Credential other = inserted("prn_2", "cli_1");
        Credential stranger = inserted("prn_3", "cli_2");

        Tenant suspended = suspend("cli_1");

        assertThat(suspended.suspended()).isTrue();
        assertThat(List.of(
                        rotated.keys().current(),
                        rotated.keys().previous().get(0),
                        other.keys().current()))
                .allSatisfy(key -> assertThat(found(key.hash()).tenant()).isEqualTo(suspended));
        assertThat(found(hash(stranger)).tenant().suspended()).isFalse();
    }

    @Test
    void replaceTenant_anotherVersionOrNone_isFalseAndWritesNothing() {
        inserted("prn_1", "cli_1");
        Tenant suspended = suspend("cli_1");
        Tenant late = Tenant.first("cli_1").withDetails(suspended.details().withLabel("late"));
        Tenant nobody = Tenant.first("cli_2").withSuspended(true);

        assertThat(store().replace(late, 1, samples.event(Tenant.first("cli_1"), late)))
                .isFalse();
        assertThat(store().replace(nobody, 1, samples.event(Tenant.first("cli_2"), nobody)))
                .isFalse();

        assertThat(store().findTenant("cli_1")).isEqualTo(suspended);
        assertThat(store().findTenant("cli_2")).isNull();
    }

    @Test
    void find_byOwnerTenantAndMaker_findsThoseAlone() {
        Credential one = inserted("prn_1", "cli_1");
        Credential two = inserted("prn_2", "cli_1");
        inserted("prn_3", "cli_2");

        assertThat(store().find(new CredentialQuery.OwnedBy("prn_1"), 10, null)).containsExactly(one);
        assertThat(store().find(new CredentialQuery.OfTenant("cli_1"), 10, null))
                .containsExactly(one, two);
        assertThat(store().find(new CredentialQuery.IssuedBy(StoreSamples.MAKER), 10, null))
                .hasSize(3);
        assertThat(store().find(new CredentialQuery.IssuedBy("nobody"), 10, null))
                .isEmpty();
    }

    @Test
    void find_pageByPage_isEveryoneOnceInOrderOfIds() {
        List<Credential> all =
                IntStream.range(0, 7).mapToObj(i -> inserted("prn_1", "cli_1")).toList();
        CredentialQuery query = new CredentialQuery.OfTenant("cli_1");

        List<Credential> first = store().find(query, 3, null);
        List<Credential> second = store().find(query, 3, first.get(2).id());
        List<Credential> third = store().find(query, 3, second.get(2).id());

        assertThat(first).isEqualTo(all.subList(0, 3));
        assertThat(second).isEqualTo(all.subList(3, 6));
        assertThat(third).isEqualTo(all.subList(6, 7));
        assertThat(store().find(query, 3, all.get(6).id())).isEmpty();
    }

    @Test
    void events_moreThanTheLimit_areTheNewestOldestFirst() {
        Credential first = inserted("prn_1", "cli_1");
        Credential suspended = replaced(first, c -> c.with(CredentialState.SUSPENDED), Kind.SUSPENDED);
        replaced(suspended, c -> c.with(CredentialState.REVOKED), Kind.REVOKED);

        assertThat(kinds(first)).containsExactly(Kind.ISSUED, Kind.SUSPENDED, Kind.REVOKED);
        assertThat(store().events(first.id(), 2).stream().map(LifecycleEvent::kind))
                .containsExactly(Kind.SUSPENDED, Kind.REVOKED);
        assertThat(store().events(first.id(), 10).get(1)).isEqualTo(samples.event(Kind.SUSPENDED, first, suspended));
        store().events(first.id(), 10).forEach(event -> canary.check("a lifecycle event", event));
    }

    private Credential inserted(String owner, String tenant) {
        Credential first = samples.credential(owner, tenant);
        assertThat(store().insert(first, samples.event(Kind.ISSUED, null, first)))
                .isTrue();
        return first;
    }

    private Credential rotated(Credential before) {
        return replaced(before, samples::rotated, Kind.ROTATED);
    }

    private Credential replaced(Credential before, UnaryOperator<Credential> step, Kind kind) {
        Credential next = step.apply(before);
        assertThat(store().replace(next, before.version(), samples.event(kind, before, next)))
                .isTrue();
        return next;
    }

    private Tenant suspend(String id) {
        Tenant before = Objects.requireNonNull(store().findTenant(id));
        Tenant next = before.withSuspended(true);
        assertThat(store().replace(next, before.version(), samples.event(before, next)))
                .isTrue();
        return next;
    }

    private List<Kind> kinds(Credential credential) {
        return store().events(credential.id(), 100).stream()
                .map(LifecycleEvent::kind)
                .toList();
    }

    private KeyMatch found(KeyHash hash) {
        return Objects.requireNonNull(store().findByKey(hash), "the key is found");
    }

    private static KeyHash hash(Credential credential) {
        return credential.keys().current().hash();
    }
}
