package io.keystile.authn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keystile.credential.Access;
import io.keystile.credential.Credential;
import io.keystile.credential.CredentialId;
import io.keystile.credential.CredentialKeys;
import io.keystile.credential.CredentialSettings;
import io.keystile.credential.CredentialState;
import io.keystile.credential.Plane;
import io.keystile.credential.StoredKey;
import io.keystile.key.Environment;
import io.keystile.key.KeyHash;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CurrentCallerTest {
    private final Recheck recheck =
            new Recheck(Map.of(), new OperatorKeys(List.of()), new Standing(null), InstantSource.system());
    private final Caller live = caller(Environment.LIVE);
    private final Caller sandbox = caller(Environment.SANDBOX);
    private final ExecutorService otherThread = Executors.newSingleThreadExecutor();

    @AfterEach
    void nothingIsLeft() {
        otherThread.shutdownNow();
        assertThat(CurrentCaller.get()).isNull();
        assertThatThrownBy(CurrentCaller::environment).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void nobody_hasNoEnvironmentToFallBackTo() {
        assertThat(CurrentCaller.get()).isNull();
        assertThatThrownBy(CurrentCaller::environment)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("CurrentCaller.in");
    }

    @Test
    void caller_bringsItsEnvironment() {
        try (CurrentCaller.Open open = CurrentCaller.open(sandbox)) {
            assertThat(open).isNotNull();
            assertThat(CurrentCaller.get()).isSameAs(sandbox);
            assertThat(CurrentCaller.environment()).isEqualTo(Environment.SANDBOX);
        }
    }

    @Test
    void caller_whileItHolds_isThereNoLonger() {
        boolean[] holds = {true};
        CurrentCaller.Open opened = CurrentCaller.open(live, () -> holds[0]);
        assertThat(CurrentCaller.get()).isSameAs(live);

        holds[0] = false;
        assertThat(CurrentCaller.get()).isNull();
        assertThatThrownBy(CurrentCaller::environment).isInstanceOf(IllegalStateException.class);
        opened.close();
    }

    @Test
    void callerThatHolds_closedUnderAnother_leavesThatOne() {
        CurrentCaller.Open first = CurrentCaller.open(live, () -> true);
        CurrentCaller.Open next = CurrentCaller.open(sandbox);

        first.close();
        assertThat(CurrentCaller.get()).isSameAs(sandbox);
        next.close();
        first.close();
    }

    @Test
    void wrappedWork_ofACallerThatHolds_keepsHim() throws Exception {
        boolean[] holds = {true};
        CurrentCaller.Open opened = CurrentCaller.open(live, () -> holds[0]);
        Callable<@Nullable Caller> work = CurrentCaller.wrap(CurrentCaller::get);
        holds[0] = false;

        assertThat(otherThread.submit(work).get()).isSameAs(live);
        opened.close();
    }

    @Test
    void environmentThatHolds_hasNoCaller() {
        CurrentCaller.Open opened = CurrentCaller.in(Environment.SANDBOX, () -> true);

        assertThat(CurrentCaller.get()).isNull();
        assertThat(CurrentCaller.environment()).isEqualTo(Environment.SANDBOX);
        opened.close();
    }

    @Test
    void nested_isUndoneOneByOne() {
        CurrentCaller.Open outer = CurrentCaller.open(live);
        CurrentCaller.Open inner = CurrentCaller.open(sandbox);
        CurrentCaller.Open job = CurrentCaller.in(Environment.LIVE);

        assertThat(CurrentCaller.get()).isSameAs(sandbox);
        assertThat(CurrentCaller.environment()).isEqualTo(Environment.LIVE);
        job.close();
        assertThat(CurrentCaller.environment()).isEqualTo(Environment.SANDBOX);
        inner.close();
        assertThat(CurrentCaller.get()).isSameAs(live);
        outer.close();
        assertThat(CurrentCaller.get()).isNull();
    }

    @Test
    void job_hasAnEnvironmentAndNoCaller() {
        CurrentCaller.Open job = CurrentCaller.in(Environment.SANDBOX);

        assertThat(CurrentCaller.get()).isNull();
        assertThat(CurrentCaller.environment()).isEqualTo(Environment.SANDBOX);
        job.close();
    }

    @Test
    void operator_hasNoEnvironmentUntilOneIsOpened() {
        Caller operator = Caller.operator(recheck, "jo");
        CurrentCaller.Open dispatch = CurrentCaller.open(operator);

        assertThatThrownBy(CurrentCaller::environment).isInstanceOf(IllegalStateException.class);
        CurrentCaller.Open chosen = CurrentCaller.in(Environment.SANDBOX);
        assertThat(CurrentCaller.get()).isSameAs(operator);
        assertThat(CurrentCaller.environment()).isEqualTo(Environment.SANDBOX);
        chosen.close();
        dispatch.close();
    }

    @Test
    void operatorInsideACallersDispatch_doesNotInheritItsEnvironment() {
        CurrentCaller.Open outer = CurrentCaller.open(live);
        CurrentCaller.Open inner = CurrentCaller.open(Caller.operator(recheck, "jo"));

        assertThatThrownBy(CurrentCaller::environment).isInstanceOf(IllegalStateException.class);
        inner.close();
        outer.close();
    }

    @Test
    void otherThread_hasNobodyUnlessWrapped() throws Exception {
        Callable<@Nullable Caller> ask = CurrentCaller::get;
        CurrentCaller.Open open = CurrentCaller.open(live);
        Callable<@Nullable Caller> wrapped = CurrentCaller.wrap(ask);

        assertThat(otherThread.submit(ask).get()).isNull();
        assertThat(otherThread.submit(wrapped).get()).isSameAs(live);
        assertThat(otherThread.submit(ask).get()).as("nothing stays behind").isNull();
        open.close();
        assertThat(otherThread.submit(wrapped).get())
                .as("that moment's, not this one's")
                .isSameAs(live);
    }

    @Test
    void wrappedWork_replacesAndRestoresWhatItsThreadHad() {
        CurrentCaller.Open open = CurrentCaller.open(live);
        Runnable asLive = CurrentCaller.wrap(
                (Runnable) () -> assertThat(CurrentCaller.get()).isSameAs(live));
        open.close();
        Runnable asNobody = CurrentCaller.wrap(
                (Runnable) () -> assertThat(CurrentCaller.get()).isNull());

        CurrentCaller.Open other = CurrentCaller.open(sandbox);
        asLive.run();
        asNobody.run();
        assertThat(CurrentCaller.get()).isSameAs(sandbox);
        other.close();
    }

    @Test
    void wrappedWorkThatThrows_leavesNothing() {
        CurrentCaller.Open open = CurrentCaller.open(live);
        Runnable work = CurrentCaller.wrap((Runnable) () -> {
            throw new IllegalArgumentException("work");
        });
        Callable<Object> call = CurrentCaller.wrap((Callable<Object>) () -> {
            throw new IOException("call");
        });
        open.close();

        assertThatThrownBy(work::run).hasMessage("work");
        assertThatThrownBy(call::call).hasMessage("call");
        assertThat(CurrentCaller.get()).isNull();
    }

    private Caller caller(Environment environment) {
        StoredKey key = new StoredKey(KeyHash.of("key of " + environment), "…hint", 1, null);
        Credential credential = new Credential(
                new CredentialId("acr_0000000000000000000001"),
                Plane.PRINCIPAL,
                "prn_7",
                "cli_1",
                environment,
                null,
                Instant.EPOCH,
                CredentialSettings.of(Access.full()),
                CredentialKeys.first(key),
                CredentialState.ACTIVE,
                0,
                1);
        return Caller.of(recheck, credential, Via.KEY, 1);
    }
}
