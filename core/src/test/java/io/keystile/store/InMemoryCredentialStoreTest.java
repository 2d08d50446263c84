package io.keystile.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.credential.Access;
import io.keystile.credential.Actor;
import io.keystile.credential.Credential;
import io.keystile.credential.CredentialId;
import io.keystile.credential.CredentialKeys;
import io.keystile.credential.CredentialSettings;
import io.keystile.credential.CredentialState;
import io.keystile.credential.LifecycleEvent;
import io.keystile.credential.LifecycleEvent.Kind;
import io.keystile.credential.Plane;
import io.keystile.credential.StoredKey;
import io.keystile.credential.Tenant;
import io.keystile.key.Environment;
import io.keystile.key.KeyHash;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class InMemoryCredentialStoreTest {
    private static final Instant T0 = Instant.parse("2026-01-02T03:04:05Z");

    private final InMemoryCredentialStore store = new InMemoryCredentialStore();
    private final Credential one = credential(1, key("one", 1));
    private final Credential two = credential(2, key("two", 1));

    @Test
    void insertedOne_isFoundByKeyAndByIdWithItsTenant() {
        assertThat(insert(one)).isTrue();

        StoredKey key = one.keys().current();
        assertThat(store.findByKey(key.hash())).isEqualTo(new KeyMatch(one, Tenant.first("cli_1"), key));
        assertThat(store.findById(one.id())).isEqualTo(one);
        assertThat(store.findTenant("cli_1")).isEqualTo(Tenant.first("cli_1"));
    }

    @Test
    void unknown_findsNothing() {
        assertThat(store.findByKey(KeyHash.of("unknown"))).isNull();
        assertThat(store.findById(one.id())).isNull();
        assertThat(store.findTenant("cli_1")).isNull();
        assertThat(store.events(one.id(), 10)).isEmpty();
    }

    @Test
    void takenId_writesNothing() {
        insert(one);

        assertThat(insert(credential(1, key("other", 1)))).isFalse();
        assertThat(store.findByKey(KeyHash.of("other"))).isNull();
        assertThat(store.findById(one.id())).isEqualTo(one);
        assertThat(store.events(one.id(), 10)).hasSize(1);
    }

    @Test
    void takenKey_writesNothing() {
        insert(one);
        insert(two);

        assertThat(insert(credential(3, key("one", 1)))).isFalse();
        assertThat(store.findById(id(3))).isNull();
        assertThat(replace(two.with(CredentialKeys.first(key("one", 2))), 1)).isFalse();
        assertThat(store.findById(two.id())).isEqualTo(two);
        assertThat(store.findByKey(KeyHash.of("two"))).isNotNull();
        assertThat(store.findByKey(KeyHash.of("one")))
                .isNotNull()
                .satisfies(m -> assertThat(m.credential()).isEqualTo(one));
    }

    @Test
    void otherVersion_writesNothing() {
        insert(one);
        Credential suspended = one.with(CredentialState.SUSPENDED);

        assertThat(replace(suspended, 2)).isFalse();
        assertThat(store.findById(one.id())).isEqualTo(one);
        assertThat(store.events(one.id(), 10)).hasSize(1);
        assertThat(replace(suspended, 1)).isTrue();
        assertThat(replace(suspended, 1)).as("the same again").isFalse();
        assertThat(store.events(one.id(), 10)).hasSize(2);
    }

    @Test
    void unknownCredentialOrTenant_isNotReplaced() {
        assertThat(replace(one, 1)).isFalse();
        assertThat(store.findById(one.id())).isNull();
        assertThat(replace(Tenant.first("cli_1"), 1)).isFalse();
        assertThat(store.findTenant("cli_1")).isNull();
    }

    @Test
    void replacedOne_isFoundByTheKeysItHolds() {
        insert(one);
        StoredKey previous = one.keys().current().endingAt(T0.plusSeconds(1));
        Credential rotated = one.with(new CredentialKeys(key("newer", 2), List.of(previous)));
        replace(rotated, 1);

        assertThat(store.findByKey(KeyHash.of("newer")))
                .isEqualTo(new KeyMatch(rotated, Tenant.first("cli_1"), key("newer", 2)));
        assertThat(store.findByKey(KeyHash.of("one")))
                .isEqualTo(new KeyMatch(rotated, Tenant.first("cli_1"), previous));

        replace(rotated.with(CredentialKeys.first(key("newer", 2))), 2);
        assertThat(store.findByKey(KeyHash.of("one"))).isNull();
        assertThat(store.findByKey(KeyHash.of("newer"))).isNotNull();
    }

    @Test
    void endedKey_isFreeAgain() {
        insert(one);
        replace(one.with(CredentialKeys.first(key("newer", 2))), 1);

        assertThat(insert(credential(3, key("one", 1)))).isTrue();
    }

    @Test
    void tenantsOtherVersion_writesNothing() {
        insert(one);
        Tenant suspended = Tenant.first("cli_1").withSuspended(true);

        assertThat(replace(suspended, 2)).isFalse();
        assertThat(store.findTenant("cli_1")).isEqualTo(Tenant.first("cli_1"));
        assertThat(replace(suspended, 1)).isTrue();
        assertThat(store.findTenant("cli_1")).isEqualTo(suspended);
        assertThat(store.findByKey(KeyHash.of("one")))
                .isNotNull()
                .satisfies(m -> assertThat(m.tenant()).isEqualTo(suspended));
        assertThat(insert(two)).isTrue();
        assertThat(store.findByKey(KeyHash.of("two")))
                .isNotNull()
                .satisfies(m -> assertThat(m.tenant()).isEqualTo(suspended));
    }

    @Test
    void queries_fitTheirCredentials() {
        insert(one);
        insert(two);

        assertThat(store.find(new CredentialQuery.OwnedBy("prn_2"), 10, null)).containsExactly(two);
        assertThat(store.find(new CredentialQuery.OfTenant("cli_1"), 10, null)).containsExactly(one, two);
        assertThat(store.find(new CredentialQuery.OfTenant("cli_1"), 1, null)).containsExactly(one);
        assertThat(store.find(new CredentialQuery.OfTenant("cli_1"), 10, one.id()))
                .containsExactly(two);
        assertThat(store.find(new CredentialQuery.IssuedBy("operator:jo"), 10, null))
                .containsExactly(one);
        assertThat(store.find(new CredentialQuery.IssuedBy("null"), 10, null)).isEmpty();
    }

    @Test
    void eventsBeyondAHundred_pushTheOldestOut() {
        insert(one);
        Credential last = one;
        for (int i = 1; i <= 100; i++) {
            last = last.with(last.settings().withLabel("label " + i));
            replace(last, i);
        }

        List<LifecycleEvent> kept = store.events(one.id(), 1_000);
        assertThat(kept).hasSize(100).extracting(LifecycleEvent::kind).containsOnly(Kind.CHANGED);
        assertThat(store.events(one.id(), 3)).isEqualTo(kept.subList(97, 100));
    }

    private boolean insert(Credential first) {
        return store.insert(first, LifecycleEvent.of(Kind.ISSUED, Actor.application(), T0, null, first));
    }

    private boolean replace(Credential next, long expectedVersion) {
        Credential before = new Credential(
                next.id(),
                next.plane(),
                next.owner(),
                next.tenant(),
                next.environment(),
                next.issuedBy(),
                next.createdAt(),
                next.settings(),
                next.keys(),
                next.state(),
                next.tokenEpoch(),
                expectedVersion);
        return store.replace(next, before, LifecycleEvent.of(Kind.CHANGED, Actor.application(), T0, before, next));
    }

    private boolean replace(Tenant next, long expectedVersion) {
        LifecycleEvent event =
                LifecycleEvent.of(Kind.TENANT_CHANGED, Actor.application(), T0, Environment.LIVE, next, next);
        Tenant before = new Tenant(next.id(), !next.suspended(), next.details(), expectedVersion);
        return store.replace(next, before, event);
    }

    private static StoredKey key(String text, int generation) {
        return new StoredKey(KeyHash.of(text), "…" + text, generation, null);
    }

    private static CredentialId id(int number) {
        return new CredentialId("acr_000000000000000000000" + number);
    }

    private static Credential credential(int number, StoredKey key) {
        return new Credential(
                id(number),
                Plane.PRINCIPAL,
                "prn_" + number,
                "cli_1",
                Environment.LIVE,
                number == 1 ? "operator:jo" : null,
                T0,
                CredentialSettings.of(Access.full()),
                CredentialKeys.first(key),
                CredentialState.ACTIVE,
                0,
                1);
    }
}
