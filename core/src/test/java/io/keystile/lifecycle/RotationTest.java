package io.keystile.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keystile.credential.Credential;
import io.keystile.credential.CredentialId;
import io.keystile.credential.CredentialState;
import io.keystile.credential.InvalidFieldException;
import io.keystile.credential.StoredKey;
import io.keystile.key.ApiKey;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RotationTest {
    private static final Duration MILLI = Duration.ofMillis(1);

    private final Desk desk = new Desk();
    private final IssuedKey first = desk.issued();
    private final CredentialId id = first.credential().id();

    @Test
    void idStays_andBothKeysWork() {
        IssuedKey second = desk.lifecycle.rotate(id, Desk.HOUR);

        assertThat(second.credential())
                .usingRecursiveComparison()
                .ignoringFields("keys", "version")
                .isEqualTo(first.credential());
        assertThat(second.credential()).isEqualTo(desk.stored(id));
        assertThat(second.credential().version()).isEqualTo(2);
        assertThat(second.credential().keys().current().generation()).isEqualTo(2);
        assertThat(second.key()).isNotEqualTo(first.key());
        assertThat(desk.works(first.key())).isTrue();
        assertThat(desk.works(second.key())).isTrue();
        assertThat(desk.found(first.key()).isPrevious()).isTrue();
        assertThat(desk.found(second.key()).isPrevious()).isFalse();
    }

    @Test
    void grace_endsAtItsInstant() {
        desk.lifecycle.rotate(id, Desk.HOUR);

        desk.clock.advance(Desk.HOUR.minus(MILLI));
        assertThat(desk.works(first.key())).isTrue();
        desk.clock.advance(MILLI);
        assertThat(desk.works(first.key())).isFalse();
    }

    @Test
    void severalPreviousKeys_keepTheirOwnDeadlines() {
        ApiKey second = desk.lifecycle.rotate(id, Desk.HOUR.multipliedBy(3)).key();
        desk.clock.advance(Desk.HOUR);
        ApiKey third = desk.lifecycle.rotate(id, Desk.HOUR).key();

        assertThat(desk.stored(id).keys().previous())
                .extracting(StoredKey::generation)
                .containsExactly(2, 1);
        assertThat(desk.works(first.key()) && desk.works(second) && desk.works(third))
                .isTrue();
        desk.clock.advance(Desk.HOUR);
        assertThat(desk.works(second)).isFalse();
        assertThat(desk.works(first.key()) && desk.works(third)).isTrue();
        desk.clock.advance(Desk.HOUR);
        assertThat(desk.works(first.key())).isFalse();
        assertThat(desk.works(third)).isTrue();
    }

    @Test
    void lapsedKeys_goWithTheNextRotation() {
        desk.lifecycle.rotate(id, Desk.HOUR);
        desk.clock.advance(Desk.HOUR);
        assertThat(desk.match(first.key())).isNotNull();

        Credential after = desk.lifecycle.rotate(id, Desk.HOUR).credential();

        assertThat(desk.match(first.key())).isNull();
        assertThat(after.keys().previous()).extracting(StoredKey::generation).containsExactly(2);
    }

    @Test
    void graceZero_endsTheKeyItReplacesAndNoOther() {
        ApiKey second = desk.lifecycle.rotate(id, Desk.HOUR).key();
        ApiKey third = desk.lifecycle.rotate(id, Duration.ZERO).key();

        assertThat(desk.match(second)).isNull();
        assertThat(desk.works(first.key())).isTrue();
        assertThat(desk.works(third)).isTrue();
        assertThat(desk.stored(id).keys().current().generation()).isEqualTo(3);
    }

    @Test
    void graceBelowAMillisecond_isNone() {
        desk.lifecycle.rotate(id, Duration.ofNanos(999_999));

        assertThat(desk.match(first.key())).isNull();
    }

    @Test
    void endingPrevious_endsEarlierKeysAndKeepsTheReplacedOneInGrace() {
        ApiKey second = desk.lifecycle.rotate(id, Desk.HOUR).key();
        desk.lifecycle.rotate(id, Rotation.withGrace(Desk.HOUR).endingPrevious());

        assertThat(desk.match(first.key())).isNull();
        assertThat(desk.works(second)).isTrue();
    }

    @Test
    void leak_isEndedByOneStep() {
        ApiKey second = desk.lifecycle.rotate(id, Desk.HOUR).key();
        ApiKey third = desk.lifecycle
                .rotate(id, Rotation.withGrace(Duration.ZERO).endingPrevious())
                .key();

        assertThat(desk.match(first.key())).isNull();
        assertThat(desk.match(second)).isNull();
        assertThat(desk.works(third)).isTrue();
    }

    @Test
    void grace_neverOutlivesTheExpiry() {
        IssuedKey shortLived = desk.issuedFor(Desk.HOUR);
        Credential after = desk.lifecycle
                .rotate(shortLived.credential().id(), Desk.HOUR.multipliedBy(2))
                .credential();

        assertThat(after.keys().previous()).extracting(StoredKey::validUntil).containsExactly(after.expiresAt());
    }

    @Test
    void graceMaximum_isAllowedAndNoMore() {
        Duration max = LifecycleLimits.defaults().maxGrace();
        assertThat(max).isEqualTo(Duration.ofDays(30));

        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() -> desk.lifecycle.rotate(id, max.plusNanos(1)))
                .satisfies(e -> assertThat(e.field()).isEqualTo("grace_seconds"));
        assertThatThrownBy(() -> desk.lifecycle.rotate(id, Duration.ofSeconds(Long.MAX_VALUE)))
                .isInstanceOf(InvalidFieldException.class);
        assertThatThrownBy(() -> Rotation.withGrace(MILLI.negated())).isInstanceOf(InvalidFieldException.class);
        assertThat(desk.stored(id)).isEqualTo(first.credential());

        desk.lifecycle.rotate(id, max);
        assertThat(desk.works(first.key())).isTrue();
    }

    @Test
    void eleventhPreviousKey_isRefusedUntilOneLapsesOrIsEnded() {
        for (int i = 0; i < 10; i++) {
            desk.lifecycle.rotate(id, Desk.HOUR.plusMinutes(i));
        }
        Credential full = desk.stored(id);
        assertThat(full.keys().previous()).hasSize(10);

        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() -> desk.lifecycle.rotate(id, Desk.HOUR))
                .satisfies(e -> assertThat(e.field()).isEqualTo("grace_seconds"));
        assertThat(desk.stored(id)).isEqualTo(full);

        desk.lifecycle.rotate(id, Duration.ZERO);
        assertThat(desk.stored(id).keys().previous()).hasSize(10);
        desk.clock.advance(Desk.HOUR);
        desk.lifecycle.rotate(id, Desk.HOUR);
        assertThat(desk.stored(id).keys().previous()).hasSize(10);
        desk.lifecycle.rotate(id, Rotation.withGrace(Desk.HOUR).endingPrevious());
        assertThat(desk.stored(id).keys().previous()).hasSize(1);
    }

    @Test
    void noPreviousKeyAllowed_leavesGraceZero() {
        Desk strict = new Desk(new LifecycleLimits(Desk.HOUR, 0));
        CredentialId strictId = strict.id();

        assertThatThrownBy(() -> strict.lifecycle.rotate(strictId, MILLI)).isInstanceOf(InvalidFieldException.class);
        assertThat(strict.lifecycle.rotate(strictId, Duration.ZERO).credential().version())
                .isEqualTo(2);
    }

    @Test
    void revoked_isRefused() {
        Credential revoked = desk.lifecycle.revoke(id);

        assertThatThrownBy(() -> desk.lifecycle.rotate(id, Desk.HOUR)).isInstanceOf(ConflictException.class);
        assertThat(desk.stored(id)).isEqualTo(revoked);
    }

    @Test
    void expired_isRefusedFromTheExpiryOn() {
        CredentialId shortLived = desk.issuedFor(Desk.HOUR).credential().id();

        desk.clock.advance(Desk.HOUR.minus(MILLI));
        desk.lifecycle.rotate(shortLived, Duration.ZERO);
        desk.clock.advance(MILLI);
        assertThatThrownBy(() -> desk.lifecycle.rotate(shortLived, Duration.ZERO))
                .isInstanceOf(ConflictException.class);
    }

    @Test
    void suspended_isRotatedAndStaysSuspended() {
        desk.lifecycle.suspend(id);

        assertThat(desk.lifecycle.rotate(id, Desk.HOUR).credential().state()).isEqualTo(CredentialState.SUSPENDED);
    }

    @Test
    void impossibleLimits_areRefused() {
        assertThatThrownBy(() -> new LifecycleLimits(MILLI.negated(), 1)).hasMessageContaining("maxGrace");
        assertThatThrownBy(() -> new LifecycleLimits(Duration.ofSeconds(Long.MAX_VALUE), 1))
                .hasMessageContaining("maxGrace");
        assertThatThrownBy(() -> new LifecycleLimits(MILLI, -1)).hasMessageContaining("maxPreviousKeys");
    }
}
