package io.keystile.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keystile.credential.Access;
import io.keystile.credential.Credential;
import io.keystile.credential.CredentialId;
import io.keystile.credential.CredentialState;
import io.keystile.credential.InvalidFieldException;
import io.keystile.credential.Limit;
import io.keystile.credential.Plane;
import io.keystile.credential.Tenant;
import io.keystile.key.Environment;
import io.keystile.key.KeyFormat;
import io.keystile.key.KeyHash;
import io.keystile.key.KeyShape;
import io.keystile.net.AddressRanges;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IssueTest {
    private final Desk desk = new Desk();

    @Test
    void everySetting_isInTheRecord() {
        Limit limit = new Limit(100, Duration.ofSeconds(1));
        IssuedKey issued = desk.lifecycle.issue(Desk.asked()
                .label("CI of Acme")
                .attributes(Map.of("team", "billing"))
                .limits(limit)
                .allowAddresses("203.0.113.0/24")
                .issuedBy("operator:al")
                .expiresAt(desk.now().plus(Desk.HOUR)));
        Credential credential = issued.credential();

        assertThat(credential).isEqualTo(desk.stored(credential.id()));
        assertThat(credential.plane()).isEqualTo(Plane.PRINCIPAL);
        assertThat(credential.owner()).isEqualTo("prn_7");
        assertThat(credential.tenant()).isEqualTo("cli_1");
        assertThat(credential.environment()).isEqualTo(Environment.SANDBOX);
        assertThat(credential.issuedBy()).isEqualTo("operator:al");
        assertThat(credential.createdAt()).isEqualTo(desk.now());
        assertThat(credential.expiresAt()).isEqualTo(desk.now().plus(Desk.HOUR));
        assertThat(credential.access()).isEqualTo(Access.only("a:read", "a:write"));
        assertThat(credential.allowlist()).isEqualTo(AddressRanges.of("203.0.113.0/24"));
        assertThat(credential.settings().details().label()).isEqualTo("CI of Acme");
        assertThat(credential.settings().details().attributes()).containsExactly(Map.entry("team", "billing"));
        assertThat(credential.settings().details().limits()).containsExactly(limit);
        assertThat(credential.state()).isEqualTo(CredentialState.ACTIVE);
        assertThat(credential.version()).isOne();
        assertThat(credential.keys().previous()).isEmpty();
    }

    @Test
    void key_isOfTheEnvironmentAndStoredAsItsHashAlone() {
        IssuedKey issued = desk.issued();

        assertThat(KeyFormat.withPrefix("acme").shapeOf(issued.key().reveal())).isEqualTo(KeyShape.SANDBOX);
        assertThat(issued.credential().keys().current().hash()).isEqualTo(KeyHash.of(issued.key()));
        assertThat(issued.credential().keys().current().hint())
                .isEqualTo(issued.key().hint());
        assertThat(issued.credential().keys().current().generation()).isOne();
        assertThat(desk.works(issued.key())).isTrue();
    }

    @Test
    void issuedKeysText_revealsNothing() {
        IssuedKey issued = desk.issued();

        assertThat(issued.toString())
                .contains(issued.key().hint())
                .doesNotContain(issued.key().reveal())
                .doesNotContain(KeyHash.of(issued.key()).toHex());
    }

    @Test
    void clientsCredential_isOwnedByItsTenant() {
        Credential credential = desk.lifecycle
                .issue(NewCredential.client("cli_1").access(Access.full()))
                .credential();

        assertThat(credential.plane()).isEqualTo(Plane.CLIENT);
        assertThat(credential.owner()).isEqualTo("cli_1");
        assertThat(credential.tenant()).isEqualTo("cli_1");
        assertThat(credential.access().isFull()).isTrue();
    }

    @Test
    void makerUnsaid_isTheActor() {
        assertThat(desk.issued().credential().issuedBy()).isEqualTo("operator:jo");
    }

    @Test
    void accessUnsaid_isRefusedAndNeverFull() {
        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() -> desk.lifecycle.issue(NewCredential.principal("prn_7", "cli_1")))
                .satisfies(e -> assertThat(e.field()).isEqualTo("scopes"));
        assertThat(desk.lifecycle.ofTenant("cli_1")).isEmpty();
    }

    @Test
    void expiryNow_isRefusedAndAMillisecondLaterIsNot() {
        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() -> desk.issuedFor(Duration.ZERO))
                .satisfies(e -> assertThat(e.field()).isEqualTo("expires_at"));
        assertThatThrownBy(() -> desk.issuedFor(Duration.ofNanos(999))).isInstanceOf(InvalidFieldException.class);
        assertThat(desk.lifecycle.ofTenant("cli_1")).isEmpty();
        assertThat(desk.store.findTenant("cli_1")).isNull();

        assertThat(desk.issuedFor(Duration.ofMillis(1)).credential().expiresAt())
                .isEqualTo(desk.now().plusMillis(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"S3CRET", "203.0.113.1/24", "10.0.0.0/33", ""})
    void badAddress_namesTheFieldWithoutEcho(String entry) {
        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() -> Desk.asked().allowAddresses("10.0.0.1", entry))
                .withMessageNotContaining("S3CRET")
                .withMessageNotContaining("203.0.113")
                .satisfies(e -> assertThat(e.field()).isEqualTo("ip_allowlist"));
    }

    @Test
    void firstIssue_makesTheTenantAndLaterOnesKeepIt() {
        desk.issued();
        assertThat(desk.store.findTenant("cli_1")).isEqualTo(Tenant.first("cli_1"));

        Tenant suspended = desk.lifecycle.suspendTenant("cli_1");
        IssuedKey second = desk.issued();

        assertThat(desk.store.findTenant("cli_1")).isEqualTo(suspended);
        assertThat(desk.found(second.key()).tenant()).isEqualTo(suspended);
    }

    @Test
    void newCredential_isImmutable() {
        NewCredential asked = Desk.asked();
        asked.access(Access.full());
        asked.label("other");

        Credential credential = desk.lifecycle.issue(asked).credential();

        assertThat(credential.access().isFull()).isFalse();
        assertThat(credential.settings().details().label()).isNull();
    }

    @Test
    void unknownId_isNotFound() {
        CredentialId unknown = new CredentialId("acr_zzzzzzzzzzzzzzzzzzzzzz");

        assertThatThrownBy(() -> desk.lifecycle.get(unknown)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> desk.lifecycle.rotate(unknown, Desk.HOUR)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> desk.lifecycle.revoke(unknown)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> desk.lifecycle.suspendTenant("cli_0")).isInstanceOf(NotFoundException.class);
        assertThat(desk.events(unknown)).isEmpty();
    }
}
