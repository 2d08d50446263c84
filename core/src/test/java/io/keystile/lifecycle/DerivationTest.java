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
import io.keystile.net.AddressRanges;
import io.keystile.store.CredentialStore;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A credential made by another gets at most what its maker is. */
class DerivationTest {
    private final Desk desk = new Desk();
    private final Instant end = desk.now().plus(Desk.HOUR);
    private final Credential maker = desk.lifecycle
            .issue(Desk.asked().expiresAt(end).allowAddresses("10.0.0.0/8", "2001:db8::/32"))
            .credential();

    @Test
    void whatIsNotAsked_isTheMakers() {
        Credential derived = derive(own());

        assertThat(derived.issuedBy()).isEqualTo(maker.id().value());
        assertThat(derived.access()).isEqualTo(maker.access());
        assertThat(derived.expiresAt()).isEqualTo(end);
        assertThat(derived.allowlist()).isEqualTo(maker.allowlist());
        assertThat(derived.id()).isNotEqualTo(maker.id());
    }

    @Test
    void narrower_isAsAsked() {
        Credential derived = derive(own().access(Access.only("a:read"))
                .expiresAt(end.minusMillis(1))
                .allowAddresses("10.1.0.0/16", "2001:db8::1"));

        assertThat(derived.access()).isEqualTo(Access.only("a:read"));
        assertThat(derived.expiresAt()).isEqualTo(end.minusMillis(1));
        assertThat(derived.allowlist()).isEqualTo(AddressRanges.of("10.1.0.0/16", "2001:db8::1"));
    }

    @Test
    void same_isAllowed() {
        Credential derived = derive(own().access(maker.access()).expiresAt(end).allowAddresses(maker.allowlist()));

        assertThat(derived.settings()).isEqualTo(maker.settings());
    }

    @Test
    void throttledMaker_handsItsLimitsOn_andNoOthers() {
        Limit slow = new Limit(1, Duration.ofSeconds(1));
        desk.lifecycle.change(maker.id(), settings -> settings.withLimits(List.of(slow)));

        assertThat(derive(own()).settings().details().limits()).containsExactly(slow);
        refuses("limits", own().limits(new Limit(1_000, Duration.ofSeconds(1))));
    }

    @Test
    void suspendedTenantsMaker_makesNone() {
        desk.lifecycle.suspendTenant(maker.tenant());

        assertThatThrownBy(() -> derive(own())).isInstanceOf(ConflictException.class);
    }

    @Test
    void makerThatIsRevokedMeanwhile_leavesNothingAlive() {
        CredentialStore store = (CredentialStore) Proxy.newProxyInstance(
                CredentialStore.class.getClassLoader(), new Class<?>[] {CredentialStore.class}, (p, method, args) -> {
                    if (method.getName().equals("insert")) {
                        desk.lifecycle.revoke(maker.id());
                    }
                    return method.invoke(desk.store, args);
                });
        CredentialLifecycle late = desk.lifecycleOver(store);

        assertThatThrownBy(() -> late.issueDerived(maker.id(), own())).isInstanceOf(ConflictException.class);
        assertThat(desk.lifecycle.issuedBy(maker.id().value()))
                .singleElement()
                .satisfies(derived -> assertThat(derived.state()).isEqualTo(CredentialState.REVOKED));
    }

    @Test
    void wider_isRefused() {
        refuses("scopes", own().access(Access.only("a:read", "b:read")));
        refuses("scopes", own().access(Access.full()));
        refuses("expires_at", own().expiresAt(end.plusMillis(1)));
        refuses("ip_allowlist", own().allowAddresses("10.0.0.1", "192.0.2.1"));
        refuses("ip_allowlist", own().allowAddresses("0.0.0.0/0"));
        assertThat(desk.lifecycle.issuedBy(maker.id().value())).isEmpty();
    }

    @Test
    void makerWithoutBounds_bindsNothing() {
        Credential free =
                desk.lifecycle.issue(Desk.asked().access(Access.full())).credential();
        Credential derived = desk.lifecycle
                .issueDerived(
                        free.id(), own().access(Access.only("z")).expiresAt(end).allowAddresses("192.0.2.1"))
                .credential();

        assertThat(derived.access()).isEqualTo(Access.only("z"));
        assertThat(derived.expiresAt()).isEqualTo(end);
        assertThat(desk.lifecycle.issueDerived(free.id(), own()).credential().settings())
                .isEqualTo(free.settings());
    }

    @Test
    void anotherTenantOrOwner_isRefused() {
        refuses("tenant", NewCredential.principal("prn_7", "cli_2"));
        refuses("tenant", NewCredential.client("cli_2").access(Access.full()));
        refuses("owner", NewCredential.principal("prn_8", "cli_1"));
    }

    @Test
    void clientsPrincipal_getsWhatIsAsked() {
        Credential client = desk.lifecycle
                .issue(NewCredential.client("cli_1")
                        .access(Access.only("principals"))
                        .expiresAt(end)
                        .allowAddresses("10.0.0.0/8"))
                .credential();

        Credential derived = desk.lifecycle
                .issueDerived(
                        client.id(),
                        NewCredential.principal("prn_9", "cli_1")
                                .access(Access.full())
                                .issuedBy("operator:forged"))
                .credential();

        assertThat(derived.plane()).isEqualTo(Plane.PRINCIPAL);
        assertThat(derived.issuedBy()).isEqualTo(client.id().value());
        assertThat(derived.access().isFull()).isTrue();
        assertThat(derived.expiresAt()).isNull();
        assertThat(derived.allowlist().isEmpty()).isTrue();
        assertThatThrownBy(() -> desk.lifecycle.issueDerived(client.id(), NewCredential.principal("prn_9", "cli_1")))
                .as("access is never the other plane's")
                .isInstanceOf(InvalidFieldException.class);
    }

    @Test
    void principal_makesNoClient() {
        refuses("plane", NewCredential.client("cli_1").access(Access.only("a:read")));
    }

    @Test
    void makerThatIsNotActive_makesNone() {
        CredentialId id = maker.id();
        desk.lifecycle.suspend(id);
        assertThatThrownBy(() -> derive(own())).isInstanceOf(ConflictException.class);
        desk.lifecycle.resume(id);
        desk.clock.set(end);
        assertThatThrownBy(() -> derive(own())).isInstanceOf(ConflictException.class);
        desk.clock.set(end.minus(Duration.ofMillis(1)));
        assertThat(derive(own()).expiresAt()).isEqualTo(end);
        desk.lifecycle.revoke(id);
        assertThatThrownBy(() -> derive(own())).isInstanceOf(ConflictException.class);
    }

    private static NewCredential own() {
        return NewCredential.principal("prn_7", "cli_1");
    }

    private Credential derive(NewCredential asked) {
        return desk.lifecycle.issueDerived(maker.id(), asked).credential();
    }

    private void refuses(String field, NewCredential asked) {
        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() -> derive(asked))
                .satisfies(e -> assertThat(e.field()).isEqualTo(field));
    }
}
