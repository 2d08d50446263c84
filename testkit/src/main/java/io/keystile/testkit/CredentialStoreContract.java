package io.keystile.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.credential.Access;
import io.keystile.credential.Credential;
import io.keystile.credential.CredentialKeys;
import io.keystile.credential.CredentialState;
import io.keystile.credential.LifecycleEvent.Kind;
import io.keystile.credential.Limit;
import io.keystile.credential.StoredKey;
import io.keystile.credential.Tenant;
import io.keystile.key.KeyHash;
import io.keystile.net.AddressRanges;
import io.keystile.store.CredentialStore;
import io.keystile.store.KeyMatch;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What {@link CredentialStore} promises, as tests. Extend it, give a store, and a store of yours is proved. Here is what it
 * promises of writing; {@link ConcurrentStoreContract}, which it extends, adds the promises that many threads make hard,
 * and {@link StoreReadingContract} those of finding.
 */
public abstract class CredentialStoreContract extends ConcurrentStoreContract {
    /** For subclasses. */
    protected CredentialStoreContract() {}

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
    void replace_keysThatAreGone_findNothing() {
        Credential rotated = rotated(inserted("prn_1", "cli_1"));
        KeyHash old = rotated.keys().previous().get(0).hash();

        replaced(rotated, c -> c.with(CredentialKeys.first(c.keys().current())), Kind.PREVIOUS_KEYS_ENDED);

        assertThat(store().findByKey(old)).isNull();
        assertThat(store().findByKey(hash(rotated))).isNotNull();
    }

    @Test
    void replace_tokensEnded_keepsTheEpoch() {
        Credential first = inserted("prn_1", "cli_1");

        Credential ended = replaced(first, Credential::withTokensEnded, Kind.TOKENS_ENDED);

        assertThat(store().findById(first.id())).isEqualTo(ended);
        assertThat(found(hash(first)).credential().tokenEpoch()).isEqualTo(1);
        Credential again = samples.first(samples.credential("prn_2", "cli_2").withTokensEnded());
        assertThat(store().insert(again, samples.event(Kind.ISSUED, null, again)))
                .isTrue();
        assertThat(store().findById(again.id())).isEqualTo(again);
    }

    @Test
    void replace_anotherVersionIsStored_isFalseAndWritesNothing() {
        Credential first = inserted("prn_1", "cli_1");
        Credential second = rotated(first);
        Credential late = first.with(CredentialState.REVOKED);

        assertThat(store().replace(late, first, samples.event(Kind.REVOKED, first, late)))
                .isFalse();

        assertThat(store().findById(first.id())).isEqualTo(second);
        assertThat(found(hash(second)).credential()).isEqualTo(second);
        assertThat(kinds(first)).containsExactly(Kind.ISSUED, Kind.ROTATED);
    }

    @Test
    void replace_notThere_isFalseAndWritesNothing() {
        Credential nobody = samples.credential("prn_1", "cli_1");
        Credential next = nobody.with(CredentialState.REVOKED);

        assertThat(store().replace(next, nobody, samples.event(Kind.REVOKED, nobody, next)))
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

        assertThat(store().replace(next, thief, samples.event(Kind.ROTATED, thief, next)))
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

        assertThat(store().replace(late, Tenant.first("cli_1"), samples.event(Tenant.first("cli_1"), late)))
                .isFalse();
        assertThat(store().replace(nobody, Tenant.first("cli_2"), samples.event(Tenant.first("cli_2"), nobody)))
                .isFalse();

        assertThat(store().findTenant("cli_1")).isEqualTo(suspended);
        assertThat(store().findTenant("cli_2")).isNull();
    }
}
