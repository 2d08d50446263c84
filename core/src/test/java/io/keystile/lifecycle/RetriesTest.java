package io.keystile.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keystile.credential.CredentialId;
import io.keystile.credential.CredentialSettings;
import io.keystile.credential.Details;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Another operator comes first, between the reading and the writing of a step. */
class RetriesTest {
    private final Desk desk = new Desk();
    private final CredentialId id = desk.id();

    @Test
    void change_isTakenAgainFromWhatTheOtherLeft() {
        AtomicInteger calls = new AtomicInteger();
        desk.lifecycle.change(id, settings -> {
            if (calls.incrementAndGet() <= 2) {
                String other = "other" + calls.get();
                desk.lifecycle.change(id, s -> s.withLabel(other));
            }
            return settings.withAttributes(
                    Map.of("seen", String.valueOf(settings.details().label())));
        });

        Details details = desk.stored(id).settings().details();
        assertThat(calls).hasValue(3);
        assertThat(details.label()).isEqualTo("other2");
        assertThat(details.attributes()).containsEntry("seen", "other2");
        assertThat(desk.stored(id).version()).isEqualTo(4);
    }

    @Test
    void changeThatTheOtherHasMade_writesNothingMore() {
        AtomicInteger calls = new AtomicInteger();
        desk.lifecycle.change(id, settings -> {
            if (calls.incrementAndGet() == 1) {
                desk.lifecycle.change(id, s -> s.withLabel("same"));
            }
            return settings.withLabel("same");
        });

        assertThat(desk.stored(id).version()).isEqualTo(2);
    }

    @Test
    void revocationThatComesFirst_endsTheChange() {
        assertThatThrownBy(() -> desk.lifecycle.change(id, settings -> {
                    desk.lifecycle.revoke(id);
                    return settings.withLabel("late");
                }))
                .isInstanceOf(ConflictException.class);
        assertThat(desk.stored(id).settings().details().label()).isNull();
    }

    @Test
    void othersThatAreAlwaysFirst_endInAConflict() {
        AtomicInteger calls = new AtomicInteger();
        assertThatThrownBy(() -> desk.lifecycle.change(id, settings -> {
                    desk.lifecycle.change(id, s -> label(s, calls.incrementAndGet()));
                    return settings.withLabel("late");
                }))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("200 times");
    }

    @Test
    void tenantsChange_isTakenAgainToo() {
        AtomicInteger calls = new AtomicInteger();
        desk.lifecycle.changeTenant("cli_1", details -> {
            if (calls.incrementAndGet() == 1) {
                desk.lifecycle.suspendTenant("cli_1");
            }
            return details.withLabel("Acme");
        });

        assertThat(desk.store.findTenant("cli_1")).isNotNull().satisfies(tenant -> {
            assertThat(tenant.suspended()).isTrue();
            assertThat(tenant.details().label()).isEqualTo("Acme");
            assertThat(tenant.version()).isEqualTo(3);
        });
    }

    private static CredentialSettings label(CredentialSettings settings, int number) {
        return settings.withLabel("first " + number);
    }
}
