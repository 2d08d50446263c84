package io.keystile.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.credential.Actor;
import io.keystile.credential.Credential;
import io.keystile.credential.CredentialId;
import io.keystile.credential.InvalidFieldException;
import io.keystile.credential.LifecycleEvent;
import io.keystile.credential.StoredKey;
import io.keystile.key.ApiKey;
import io.keystile.key.Environment;
import io.keystile.key.KeyFormat;
import io.keystile.key.KeyHash;
import io.keystile.store.InMemoryCredentialStore;
import io.keystile.store.KeyMatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Eight operators at one credential: every step holds, none is lost, and no reader sees half of one. */
class ConcurrentOperatorsTest {
    private static final int OPERATORS = 8;
    private static final int STEPS = 300;

    private final WrittenSteps store = new WrittenSteps(new InMemoryCredentialStore());
    private final CredentialLifecycle lifecycle = new CredentialLifecycle(
            new LifecycleSetup(
                    Environment.LIVE, KeyFormat.withPrefix("acme"), new ManualClock(), LifecycleLimits.defaults()),
            store,
            Actor.application());
    private final Queue<ApiKey> keys = new ConcurrentLinkedQueue<>();
    private final CountDownLatch done = new CountDownLatch(OPERATORS);
    private final ExecutorService threads = Executors.newFixedThreadPool(OPERATORS + 2);
    private final CredentialId id = issue();

    private CredentialId issue() {
        IssuedKey first = lifecycle.issue(Desk.asked());
        keys.add(first.key());
        return first.credential().id();
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void everyStep_holds() throws Exception {
        List<Future<Integer>> operators = new ArrayList<>();
        for (int i = 0; i < OPERATORS; i++) {
            int operator = i;
            operators.add(threads.submit(() -> operate(operator)));
        }
        Future<?> tenants = threads.submit(this::suspendAndResumeTheTenant);
        Future<?> reader = threads.submit(this::read);

        Map<String, String> lastWords = new TreeMap<>();
        for (int i = 0; i < OPERATORS; i++) {
            lastWords.put("operator" + i, Integer.toString(operators.get(i).get()));
        }
        tenants.get();
        reader.get();

        Credential last = lifecycle.get(id);
        assertThat(last.settings().details().attributes()).isEqualTo(lastWords);
        everyVersion_followsItsPredecessor(last);
        everyKey_isCurrentOnceAndWorksIfTheLastRecordHoldsIt(last);
    }

    private int operate(int operator) {
        Random random = new Random(operator);
        CredentialLifecycle own = lifecycle.actingAs(Actor.named("operator" + operator));
        int changes = 0;
        try {
            for (int i = 0; i < STEPS; i++) {
                switch (random.nextInt(5)) {
                    case 0 -> rotate(own, random.nextBoolean() ? Desk.HOUR : Duration.ZERO);
                    case 1 -> own.suspend(id);
                    case 2 -> own.resume(id);
                    case 3 -> own.endPrevious(id);
                    default -> say(own, operator, ++changes);
                }
            }
            say(own, operator, ++changes);
            return changes;
        } finally {
            done.countDown();
        }
    }

    private void rotate(CredentialLifecycle own, Duration grace) {
        try {
            keys.add(own.rotate(id, grace).key());
        } catch (InvalidFieldException tooManyInGrace) {
            own.endPrevious(id);
        }
    }

    private void say(CredentialLifecycle own, int operator, int words) {
        own.change(id, settings -> {
            Map<String, String> attributes = new TreeMap<>(settings.details().attributes());
            attributes.put("operator" + operator, Integer.toString(words));
            return settings.withAttributes(attributes);
        });
    }

    private void suspendAndResumeTheTenant() {
        while (done.getCount() > 0) {
            lifecycle.suspendTenant("cli_1");
            lifecycle.resumeTenant("cli_1");
        }
    }

    /** What is seen once, by id or by any key, is never unseen. */
    private void read() {
        long version = 0;
        long tenantVersion = 0;
        while (done.getCount() > 0) {
            Credential byId = lifecycle.get(id);
            assertThat(byId.version()).isGreaterThanOrEqualTo(version);
            version = byId.version();
            for (StoredKey key : byId.keys().all()) {
                KeyMatch match = store.findByKey(key.hash());
                if (match != null) {
                    everyPart_isOfOneMoment(match, key.hash());
                    assertThat(match.credential().version()).isGreaterThanOrEqualTo(version);
                    assertThat(match.tenant().version()).isGreaterThanOrEqualTo(tenantVersion);
                    version = match.credential().version();
                    tenantVersion = match.tenant().version();
                }
            }
        }
    }

    private static void everyPart_isOfOneMoment(KeyMatch match, KeyHash asked) {
        Credential found = match.credential();
        assertThat(match.key().hash()).isEqualTo(asked);
        assertThat(found.keys().all()).contains(match.key());
        assertThat(match.isPrevious())
                .isNotEqualTo(match.key().equals(found.keys().current()));
        assertThat(match.tenant().id()).isEqualTo(found.tenant());
    }

    private void everyVersion_followsItsPredecessor(Credential last) {
        List<WrittenSteps.Step> steps = store.steps.stream()
                .sorted(Comparator.comparingLong(step -> step.record().version()))
                .toList();
        Credential before = null;
        for (WrittenSteps.Step step : steps) {
            LifecycleEvent event = step.event();
            assertThat(step.record().version()).isEqualTo(before == null ? 1 : before.version() + 1);
            assertThat(event)
                    .isEqualTo(LifecycleEvent.of(event.kind(), event.actor(), event.at(), before, step.record()));
            before = step.record();
        }
        assertThat(before).isEqualTo(last);
    }

    private void everyKey_isCurrentOnceAndWorksIfTheLastRecordHoldsIt(Credential last) {
        for (ApiKey key : keys) {
            KeyHash hash = KeyHash.of(key);
            assertThat(store.steps.stream()
                            .filter(step -> step.event().after().containsKey("key_hint"))
                            .filter(step ->
                                    step.record().keys().current().hash().equals(hash)))
                    .hasSize(1);
            KeyMatch match = store.findByKey(hash);
            if (last.keys().all().stream().map(StoredKey::hash).anyMatch(hash::equals)) {
                assertThat(match)
                        .isNotNull()
                        .satisfies(m -> assertThat(m.credential()).isEqualTo(last));
            } else {
                assertThat(match).isNull();
            }
        }
    }
}
