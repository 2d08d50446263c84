package io.keystile.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.credential.Credential;
import io.keystile.credential.CredentialId;
import io.keystile.credential.CredentialState;
import io.keystile.credential.LifecycleEvent;
import io.keystile.credential.LifecycleEvent.Kind;
import io.keystile.credential.StoredKey;
import io.keystile.credential.Tenant;
import io.keystile.key.KeyHash;
import io.keystile.store.CredentialQuery;
import io.keystile.store.CredentialStore;
import io.keystile.store.KeyMatch;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@link CredentialStore} promises of what it finds. Not to be extended itself. */
abstract class StoreReadingContract extends StoreSteps {
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

    @Test
    void tenantEvents_areTheTenantsOwnAlone() {
        Credential first = inserted("prn_1", "cli_1");
        Tenant suspended = suspend("cli_1");

        assertThat(store().tenantEvents("cli_1", 10)).containsExactly(samples.event(Tenant.first("cli_1"), suspended));
        assertThat(store().tenantEvents("cli_2", 10)).isEmpty();
        assertThat(kinds(first)).containsExactly(Kind.ISSUED);
    }

    @Test
    void findByGeneration_current_previousAndEnded() {
        Credential rotated = rotated(inserted("prn_1", "cli_1"));

        assertThat(store().findByGeneration(rotated.id(), 2)).isEqualTo(found(hash(rotated)));
        assertThat(store().findByGeneration(rotated.id(), 1))
                .isEqualTo(found(rotated.keys().previous().get(0).hash()));
        assertThat(store().findByGeneration(rotated.id(), 3)).isNull();
        assertThat(store().findByGeneration(samples.credential("prn_1", "cli_1").id(), 1))
                .isNull();
    }

    @Test
    void findByKeys_severalOfThemUnknown_findsTheOthers() {
        Credential one = rotated(inserted("prn_1", "cli_1"));
        Credential two = inserted("prn_2", "cli_2");
        KeyHash old = one.keys().previous().get(0).hash();
        KeyHash nobodys = hash(samples.credential("prn_3", "cli_3"));

        assertThat(store().findByKeys(List.of(hash(one), nobodys, hash(two), old)))
                .containsExactlyInAnyOrder(found(hash(one)), found(hash(two)), found(old));
        assertThat(store().findByKeys(List.of())).isEmpty();
    }

    @Test
    void lastUsed_marks_goForwardOnlyAndChangeNothingElse() {
        Credential used = inserted("prn_1", "cli_1");
        Credential unused = inserted("prn_2", "cli_1");
        Credential nobody = samples.credential("prn_3", "cli_1");
        Instant noon = Instant.parse("2030-01-01T12:00:00Z");

        store().markUsed(Map.of(used.id(), noon, nobody.id(), noon));
        store().markUsed(Map.of(used.id(), noon.minusSeconds(60)));

        List<CredentialId> asked = List.of(used.id(), unused.id(), nobody.id());
        assertThat(store().lastUsed(asked)).isEqualTo(Map.of(used.id(), noon));
        store().markUsed(Map.of(used.id(), noon.plusSeconds(60)));
        assertThat(store().lastUsed(asked)).isEqualTo(Map.of(used.id(), noon.plusSeconds(60)));
        assertThat(store().findById(used.id())).isEqualTo(used);
        assertThat(kinds(used)).containsExactly(Kind.ISSUED);
    }
}
