package io.keystile.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An instant is inside while it is before the end: the end itself is past. */
class CredentialStatusTest {
    @Test
    void expiry_isPastAtItself() {
        Credential credential = Samples.expiringAt(Samples.after(10), CredentialState.ACTIVE);

        assertThat(credential.statusAt(Samples.after(9))).isEqualTo(CredentialStatus.ACTIVE);
        assertThat(credential.statusAt(Samples.after(10).minusNanos(1))).isEqualTo(CredentialStatus.ACTIVE);
        assertThat(credential.statusAt(Samples.after(10))).isEqualTo(CredentialStatus.EXPIRED);
        assertThat(credential.statusAt(Samples.after(11))).isEqualTo(CredentialStatus.EXPIRED);
    }

    @Test
    void noExpiry_neverExpires() {
        Credential credential = Samples.expiringAt(null, CredentialState.ACTIVE);

        assertThat(credential.isExpiredAt(Instant.MAX)).isFalse();
    }

    @Test
    void finalCause_isToldBeforeOneThatCanBeUndone() {
        assertThat(Samples.expiringAt(Samples.T0, CredentialState.REVOKED).statusAt(Samples.T0))
                .isEqualTo(CredentialStatus.REVOKED);
        assertThat(Samples.expiringAt(Samples.T0, CredentialState.SUSPENDED).statusAt(Samples.T0))
                .isEqualTo(CredentialStatus.EXPIRED);
        assertThat(Samples.expiringAt(Samples.after(1), CredentialState.SUSPENDED)
                        .statusAt(Samples.T0))
                .isEqualTo(CredentialStatus.SUSPENDED);
    }

    @Test
    void grace_isOverAtItsEnd() {
        StoredKey key = Samples.previous(1, Samples.after(10));

        assertThat(key.isValidAt(Samples.after(9))).isTrue();
        assertThat(key.isValidAt(Samples.after(10))).isFalse();
        assertThat(Samples.current(1).isValidAt(Instant.MAX)).isTrue();
    }

    @Test
    void lapsedKeys_arePrunedEachAtItsOwnDeadline() {
        StoredKey longer = Samples.previous(2, Samples.after(20));
        StoredKey shorter = Samples.previous(1, Samples.after(10));
        CredentialKeys keys = new CredentialKeys(Samples.current(3), List.of(longer, shorter));

        assertThat(keys.withoutLapsed(Samples.after(9)).previous()).containsExactly(longer, shorter);
        assertThat(keys.withoutLapsed(Samples.after(10)).previous()).containsExactly(longer);
        assertThat(keys.withoutLapsed(Samples.after(20)).previous()).isEmpty();
        assertThat(keys.withoutLapsed(Samples.after(20)).current()).isEqualTo(keys.current());
    }

    @Test
    void generation_findsItsKey() {
        StoredKey previous = Samples.previous(1, Samples.after(10));
        CredentialKeys keys = new CredentialKeys(Samples.current(3), List.of(previous));

        assertThat(keys.ofGeneration(3)).isEqualTo(keys.current());
        assertThat(keys.ofGeneration(1)).isEqualTo(previous);
        assertThat(keys.ofGeneration(2)).isNull();
    }

    @Test
    void nextVersion_keepsAllElse() {
        Credential before = Samples.credential();
        Credential after = before.with(CredentialState.SUSPENDED)
                .with(before.settings().withLabel("CI"))
                .with(CredentialKeys.first(Samples.current(2)));

        assertThat(after.version()).isEqualTo(4);
        assertThat(after)
                .usingRecursiveComparison()
                .ignoringFields("version", "state", "settings", "keys")
                .isEqualTo(before);
        assertThat(after.state()).isEqualTo(CredentialState.SUSPENDED);
        assertThat(after.settings().details().label()).isEqualTo("CI");
        assertThat(after.access()).isEqualTo(before.access());
    }
}
