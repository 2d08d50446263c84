package io.keystile.authn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.keystile.credential.Credential;
import io.keystile.credential.CredentialId;
import io.keystile.credential.CredentialKeys;
import io.keystile.credential.StoredKey;
import io.keystile.key.Environment;
import io.keystile.lifecycle.IssuedKey;
import io.keystile.store.CredentialStore;
import io.keystile.store.KeyMatch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UseRecorderTest {
    private final Fixture service = new Fixture();
    private final ScriptedStore store = new ScriptedStore(service.live);
    private final UseRecorder uses = new UseRecorder(
            Map.<Environment, CredentialStore>of(Environment.LIVE, store, Environment.SANDBOX, service.sandbox));
    private final DecisionPoint point =
            new DecisionPoint(service.setup(), service.trail(), SlowKeys.none(), uses, TokenChecks.none());

    @Test
    void grantedRequest_isNotedToTheMinute() {
        IssuedKey key = service.issue("mandates:read");
        service.advance(Duration.ofSeconds(59).plusMillis(999));
        use(key);

        assertThat(lastUsed(key)).isNull();
        uses.flush();
        assertThat(lastUsed(key)).isEqualTo(Fixture.START);

        service.advance(Duration.ofMillis(1));
        use(key);
        uses.flush();
        assertThat(lastUsed(key)).isEqualTo(Fixture.START.plusSeconds(60));
    }

    @Test
    void manyUsesInAMinute_waitOnce() {
        IssuedKey key = service.issue("mandates:read");
        for (int i = 0; i < 100; i++) {
            use(key);
        }
        assertThat(uses.waiting()).isOne();
        uses.flush();
        use(key);
        assertThat(uses.waiting()).isZero();
    }

    @Test
    void refusedRequest_isNoUse() {
        IssuedKey key = service.issue("other");
        use(key);
        service.lifecycle(Environment.LIVE).revoke(key.credential().id());
        use(key);

        assertThat(uses.waiting()).isZero();
    }

    @Test
    void previousKeysUse_isItsCredentials() {
        IssuedKey key = service.issue("mandates:read");
        service.lifecycle(Environment.LIVE).rotate(key.credential().id(), Duration.ofHours(1));
        use(key);
        uses.flush();

        assertThat(lastUsed(key)).isEqualTo(Fixture.START);
    }

    @Test
    void sandboxKeysUse_isToldToItsStore() {
        IssuedKey key = service.lifecycle(Environment.SANDBOX).issue(Fixture.principal("mandates:read"));
        use(key);
        uses.flush();

        CredentialId id = key.credential().id();
        assertThat(service.sandbox.lastUsed(List.of(id))).containsEntry(id, Fixture.START);
    }

    @Test
    void clockThatSteppedBack_movesNoTimeBack() {
        IssuedKey key = service.issue("mandates:read");
        use(key);
        service.advance(Duration.ofMinutes(-10));
        use(key);
        assertThat(uses.waiting()).isOne();
        uses.flush();
        use(key);
        uses.flush();

        assertThat(lastUsed(key)).isEqualTo(Fixture.START);
    }

    @Test
    void outage_costsNoRequestAndNoTimeThatIsKept() {
        IssuedKey first = service.issue("mandates:read");
        IssuedKey second = service.issue("mandates:read");
        store.failWrites = true;
        use(first);
        uses.flush();
        service.advance(Duration.ofMinutes(1));
        use(second);
        uses.flush();
        assertThat(uses.waiting()).isEqualTo(2);

        store.failWrites = false;
        uses.flush();
        assertThat(lastUsed(first)).isEqualTo(Fixture.START);
        assertThat(lastUsed(second)).isEqualTo(Fixture.START.plusSeconds(60));
        assertThat(uses.waiting()).isZero();
    }

    @Test
    void oneStoresOutage_keepsNothingFromTheOther() {
        IssuedKey sandbox = service.lifecycle(Environment.SANDBOX).issue(Fixture.principal("mandates:read"));
        IssuedKey live = service.issue("mandates:read");
        store.failWrites = true;
        use(live);
        use(sandbox);
        uses.flush();

        assertThat(uses.waiting()).isOne();
    }

    @Test
    void longOutage_keepsABoundedNumberAndForgetsNoneOfThose() {
        store.failWrites = true;
        KeyMatch sample = Objects.requireNonNull(service.live.findByKey(Fixture.hash(service.issue("mandates:read"))));
        for (int i = 0; i < PendingUses.MOST + 10; i++) {
            uses.note(withId(sample, "acr_%022d".formatted(i)), Fixture.START.toEpochMilli());
        }
        uses.flush();
        uses.note(
                withId(sample, "acr_%022d".formatted(7)),
                Fixture.START.plusSeconds(60).toEpochMilli());

        assertThat(uses.waiting()).isEqualTo(PendingUses.MOST);
        assertThat(uses.lost()).isEqualTo(10);
    }

    @Test
    void useWhileTheStoreIsTold_isToldNextTime() {
        IssuedKey key = service.issue("mandates:read");
        use(key);
        PendingUses pending = new PendingUses(store);
        CredentialId id = key.credential().id();
        pending.note(id, Fixture.START);
        store.duringMarks = () -> pending.note(id, Fixture.START.plusSeconds(60));
        pending.flush();
        assertThat(pending.size()).isOne();

        store.duringMarks = () -> {};
        pending.flush();
        assertThat(pending.size()).isZero();
        assertThat(lastUsed(key)).isEqualTo(Fixture.START.plusSeconds(60));
    }

    @Test
    void close_tellsWhatIsLeftAndCanBeCalledTwice() {
        IssuedKey key = service.issue("mandates:read");
        use(key);
        uses.startEvery(Duration.ofHours(1));
        uses.close();
        uses.close();

        assertThat(lastUsed(key)).isEqualTo(Fixture.START);
        assertThatCode(() -> use(key)).doesNotThrowAnyException();
    }

    @Test
    void closeDuringAnOutage_endsAllTheSame() {
        use(service.issue("mandates:read"));
        store.failWrites = true;

        assertThatCode(uses::close).doesNotThrowAnyException();
        assertThat(uses.waiting()).isOne();
    }

    @Test
    void startedRecorder_tellsByItself() throws Exception {
        CountDownLatch told = new CountDownLatch(2);
        store.duringMarks = told::countDown;
        IssuedKey key = service.issue("mandates:read");
        uses.startEvery(Duration.ofMillis(1));
        use(key);
        while (told.getCount() == 2) {
            Thread.onSpinWait();
        }
        service.advance(Duration.ofMinutes(1));
        use(key);

        assertThat(told.await(1, TimeUnit.MINUTES)).isTrue();
        uses.close();
        assertThat(lastUsed(key)).isEqualTo(Fixture.START.plusSeconds(60));
    }

    private void use(IssuedKey key) {
        point.decide(Fixture.get("/api/mandates", key));
    }

    private @Nullable Instant lastUsed(IssuedKey key) {
        CredentialId id = key.credential().id();
        return service.live.lastUsed(List.of(id)).get(id);
    }

    private static KeyMatch withId(KeyMatch match, String id) {
        Credential c = match.credential();
        StoredKey key = match.key();
        return new KeyMatch(
                new Credential(
                        new CredentialId(id),
                        c.plane(),
                        c.owner(),
                        c.tenant(),
                        c.environment(),
                        c.issuedBy(),
                        c.createdAt(),
                        c.settings(),
                        CredentialKeys.first(key),
                        c.state(),
                        c.tokenEpoch(),
                        c.version()),
                match.tenant(),
                key);
    }
}
