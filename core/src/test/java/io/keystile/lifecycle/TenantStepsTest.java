package io.keystile.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.credential.Access;
import io.keystile.credential.Limit;
import io.keystile.credential.Tenant;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TenantStepsTest {
    private final Desk desk = new Desk();
    private final IssuedKey one = desk.issued();
    private final IssuedKey two = desk.issued();
    private final IssuedKey others =
            desk.lifecycle.issue(NewCredential.client("cli_2").access(Access.full()));

    @Test
    void suspension_showsInEveryKeyOfTheTenantAndInNoOther() {
        IssuedKey rotated = desk.lifecycle.rotate(one.credential().id(), Desk.HOUR);
        Tenant suspended = desk.lifecycle.suspendTenant("cli_1");

        assertThat(suspended).isEqualTo(Tenant.first("cli_1").withSuspended(true));
        assertThat(tenantOf(one)).isEqualTo(suspended);
        assertThat(tenantOf(rotated)).isEqualTo(suspended);
        assertThat(tenantOf(two)).isEqualTo(suspended);
        assertThat(tenantOf(others)).isEqualTo(Tenant.first("cli_2"));
        assertThat(desk.lifecycle.suspendTenant("cli_1")).isEqualTo(suspended);
    }

    @Test
    void suspension_holdsForKeysOfLaterRotations() {
        Tenant suspended = desk.lifecycle.suspendTenant("cli_1");

        assertThat(tenantOf(desk.lifecycle.rotate(one.credential().id(), Desk.HOUR)))
                .isEqualTo(suspended);
        assertThat(tenantOf(one)).isEqualTo(suspended);
    }

    @Test
    void resumption_undoesIt() {
        desk.lifecycle.suspendTenant("cli_1");
        Tenant resumed = desk.lifecycle.resumeTenant("cli_1");

        assertThat(resumed.suspended()).isFalse();
        assertThat(resumed.version()).isEqualTo(3);
        assertThat(tenantOf(one)).isEqualTo(resumed);
        assertThat(desk.lifecycle.resumeTenant("cli_1")).isEqualTo(resumed);
    }

    @Test
    void change_showsInItsKeys() {
        List<Limit> limits = List.of(new Limit(5, Duration.ofSeconds(1)));
        Tenant changed = desk.lifecycle.changeTenant("cli_1", d -> d.withLimits(limits));

        assertThat(changed.details().limits()).isEqualTo(limits);
        assertThat(tenantOf(two)).isEqualTo(changed);
        assertThat(desk.lifecycle.changeTenant("cli_1", d -> d.withLimits(limits)))
                .as("no difference, no version")
                .isEqualTo(changed);
    }

    @Test
    void credentials_stayAsTheyAre() {
        desk.lifecycle.suspendTenant("cli_1");

        assertThat(desk.stored(one.credential().id())).isEqualTo(one.credential());
    }

    private Tenant tenantOf(IssuedKey issued) {
        return desk.found(issued.key()).tenant();
    }
}
