package io.keystile.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keystile.credential.Access;
import io.keystile.credential.Credential;
import io.keystile.credential.CredentialId;
import io.keystile.credential.CredentialKeys;
import io.keystile.credential.CredentialState;
import io.keystile.credential.CredentialStatus;
import io.keystile.credential.InvalidFieldException;
import io.keystile.net.AddressRanges;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Every step but issue and rotate. */
class StepsTest {
    private final Desk desk = new Desk();
    private final IssuedKey first = desk.issued();
    private final CredentialId id = first.credential().id();

    @Test
    void endPrevious_removesTheirHashesAndKeepsTheNewest() {
        IssuedKey second = desk.lifecycle.rotate(id, Desk.HOUR);
        IssuedKey third = desk.lifecycle.rotate(id, Desk.HOUR);

        Credential after = desk.lifecycle.endPrevious(id);

        assertThat(after.keys())
                .isEqualTo(CredentialKeys.first(third.credential().keys().current()));
        assertThat(desk.match(first.key())).isNull();
        assertThat(desk.match(second.key())).isNull();
        assertThat(desk.works(third.key())).isTrue();
        assertThat(desk.lifecycle.endPrevious(id)).as("again: unchanged").isEqualTo(after);
    }

    @Test
    void suspension_isUndoneByResume() {
        Credential suspended = desk.lifecycle.suspend(id);
        assertThat(suspended.statusAt(desk.now())).isEqualTo(CredentialStatus.SUSPENDED);
        assertThat(desk.lifecycle.suspend(id)).isEqualTo(suspended);

        Credential resumed = desk.lifecycle.resume(id);
        assertThat(resumed.statusAt(desk.now())).isEqualTo(CredentialStatus.ACTIVE);
        assertThat(desk.lifecycle.resume(id)).isEqualTo(resumed);
        assertThat(resumed.version()).isEqualTo(3);
    }

    @Test
    void revocation_isForEver() {
        Credential revoked = desk.lifecycle.revoke(id);

        assertThat(revoked.statusAt(desk.now())).isEqualTo(CredentialStatus.REVOKED);
        assertThatThrownBy(() -> desk.lifecycle.suspend(id)).isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> desk.lifecycle.resume(id)).isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> desk.lifecycle.change(id, s -> s.withLabel("x")))
                .isInstanceOf(ConflictException.class);
        assertThat(desk.lifecycle.revoke(id)).as("again: unchanged").isEqualTo(revoked);
        assertThat(desk.stored(id)).isEqualTo(revoked);
    }

    @Test
    void suspended_canBeRevoked() {
        desk.lifecycle.suspend(id);

        assertThat(desk.lifecycle.revoke(id).state()).isEqualTo(CredentialState.REVOKED);
    }

    @Test
    void change_touchesTheSettingsAlone() {
        Credential after = desk.lifecycle.change(
                id,
                s -> s.withAccess(Access.full())
                        .withAllowlist(AddressRanges.of("10.0.0.0/8"))
                        .withLabel("CI"));

        assertThat(after)
                .usingRecursiveComparison()
                .ignoringFields("settings", "version")
                .isEqualTo(first.credential());
        assertThat(after.version()).isEqualTo(2);
        assertThat(after.access().isFull()).isTrue();
        assertThat(after.allowlist()).isEqualTo(AddressRanges.of("10.0.0.0/8"));
        assertThat(desk.works(first.key())).isTrue();
    }

    @Test
    void changeOfNothing_writesNothing() {
        Credential after = desk.lifecycle.change(id, s -> s.withLabel(null));

        assertThat(after).isEqualTo(first.credential());
        assertThat(desk.events(id)).hasSize(1);
    }

    @Test
    void changeToNoScope_isRefused() {
        assertThatThrownBy(() -> desk.lifecycle.change(id, s -> s.withAccess(Access.only())))
                .isInstanceOf(InvalidFieldException.class);
        assertThat(desk.stored(id)).isEqualTo(first.credential());
    }

    @Test
    void expiry_isMovedTakenAwayAndNeverIntoThePast() {
        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() -> desk.lifecycle.change(id, s -> s.withExpiresAt(desk.now())))
                .satisfies(e -> assertThat(e.field()).isEqualTo("expires_at"));

        desk.lifecycle.change(id, s -> s.withExpiresAt(desk.now().plusMillis(1)));
        desk.clock.advance(Duration.ofMillis(1));
        assertThat(desk.stored(id).statusAt(desk.now())).isEqualTo(CredentialStatus.EXPIRED);
        assertThat(desk.lifecycle.change(id, s -> s.withLabel("old")).expiresAt())
                .as("an expired record's other settings can change")
                .isEqualTo(desk.now());
        assertThat(desk.lifecycle.change(id, s -> s.withExpiresAt(null)).statusAt(desk.now()))
                .isEqualTo(CredentialStatus.ACTIVE);
    }
}
