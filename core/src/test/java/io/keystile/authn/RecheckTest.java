package io.keystile.authn;

import static io.keystile.authn.Fixture.get;
import static io.keystile.authn.Fixture.principal;
import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.credential.Access;
import io.keystile.credential.CredentialId;
import io.keystile.key.Environment;
import io.keystile.lifecycle.CredentialLifecycle;
import io.keystile.lifecycle.IssuedKey;
import io.keystile.net.AddressRanges;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What a stream that outlives its decision is told. */
final class RecheckTest {
    private final Fixture service = new Fixture();
    private final CredentialLifecycle live = service.lifecycle(Environment.LIVE);
    private final IssuedKey issued =
            service.issue(principal("mandates:read").expiresAt(Fixture.START.plusSeconds(100)));
    private final CredentialId id = issued.credential().id();
    private final Caller caller = service.caller(get("/api/mandates", issued));

    @Test
    void nothingChanged_isTheSameCaller() {
        Caller now = Objects.requireNonNull(caller.recheck());
        assertThat(now.credential()).isEqualTo(caller.credential());
        assertThat(now.via()).isEqualTo(Via.KEY);
    }

    @Test
    void suspendedRevokedExpired_andSuspendedTenant_areCutOff() {
        live.suspend(id);
        assertThat(caller.recheck()).isNull();
        live.resume(id);
        assertThat(caller.recheck()).isNotNull();
        live.suspendTenant("cli_1");
        assertThat(caller.recheck()).isNull();
        live.resumeTenant("cli_1");
        service.advance(Duration.ofSeconds(100));
        assertThat(caller.recheck()).isNull();
        service.advance(Duration.ofSeconds(-100));
        live.revoke(id);
        assertThat(caller.recheck()).isNull();
    }

    @Test
    void rotatedKey_livesToItsGracesEnd_orIsEnded() {
        live.rotate(id, Duration.ofSeconds(10));
        assertThat(Objects.requireNonNull(caller.recheck()).via()).isEqualTo(Via.PREVIOUS_KEY);
        service.advance(Duration.ofSeconds(10));
        assertThat(caller.recheck()).isNull();
    }

    @Test
    void endedKey_isCutOffAtOnce() {
        live.rotate(id, Duration.ofSeconds(10));
        live.endPrevious(id);
        assertThat(caller.recheck()).isNull();
    }

    @Test
    void otherAccess_isTold_andAnotherAllowlistCutsOff() {
        live.change(id, c -> c.withAccess(Access.only("other")));
        assertThat(Objects.requireNonNull(caller.recheck()).access()).isEqualTo(Access.only("other"));
        live.change(id, c -> c.withAllowlist(AddressRanges.of("192.0.2.1")));
        assertThat(caller.recheck()).isNull();
    }
}
