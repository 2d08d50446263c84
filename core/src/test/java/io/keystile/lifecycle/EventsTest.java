package io.keystile.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.credential.Actor;
import io.keystile.credential.CredentialId;
import io.keystile.credential.LifecycleEvent;
import io.keystile.credential.LifecycleEvent.Kind;
import io.keystile.key.Environment;
import io.keystile.key.KeyHash;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventsTest {
    private final Desk desk = new Desk();
    private final IssuedKey first = desk.issued();
    private final CredentialId id = first.credential().id();

    @Test
    void everyStep_leavesOneEventInOrder() {
        desk.lifecycle.rotate(id, Desk.HOUR);
        desk.lifecycle.endPrevious(id);
        desk.lifecycle.change(id, s -> s.withLabel("CI"));
        desk.lifecycle.suspendTenant("cli_1");
        desk.lifecycle.changeTenant("cli_1", d -> d.withLabel("Acme"));
        desk.lifecycle.resumeTenant("cli_1");
        desk.lifecycle.suspend(id);
        desk.lifecycle.resume(id);
        desk.lifecycle.revoke(id);

        assertThat(desk.events(id))
                .extracting(LifecycleEvent::kind)
                .containsExactly(
                        Kind.ISSUED,
                        Kind.ROTATED,
                        Kind.PREVIOUS_KEYS_ENDED,
                        Kind.CHANGED,
                        Kind.SUSPENDED,
                        Kind.RESUMED,
                        Kind.REVOKED);
        assertThat(desk.lifecycle.tenantEvents("cli_1", 10))
                .extracting(LifecycleEvent::kind)
                .containsExactly(Kind.TENANT_SUSPENDED, Kind.TENANT_CHANGED, Kind.TENANT_RESUMED);
    }

    @Test
    void stepThatChangesNothing_leavesNone() {
        desk.lifecycle.resume(id);
        desk.lifecycle.endPrevious(id);
        desk.lifecycle.resumeTenant("cli_1");
        desk.lifecycle.revoke(id);
        desk.lifecycle.revoke(id);

        assertThat(desk.events(id)).extracting(LifecycleEvent::kind).containsExactly(Kind.ISSUED, Kind.REVOKED);
    }

    @Test
    void event_tellsWhoFromWhereAndWhen() {
        desk.clock.advance(Duration.ofSeconds(5));
        Actor al = Actor.named("session:al");
        desk.lifecycle.actingAs(al).suspend(id);

        LifecycleEvent issue = desk.events(id).get(0);
        assertThat(issue.actor()).isEqualTo(Desk.JO);
        assertThat(issue.actor().address()).hasToString("192.0.2.7");
        assertThat(issue.environment()).isEqualTo(Environment.SANDBOX);
        assertThat(issue.tenant()).isEqualTo("cli_1");
        assertThat(issue.credential()).isEqualTo(id);
        LifecycleEvent suspension = desk.events(id).get(1);
        assertThat(suspension.actor()).isEqualTo(al);
        assertThat(suspension.at()).isEqualTo(desk.now());
        assertThat(suspension.before()).isEqualTo(Map.of("state", "ACTIVE"));
        assertThat(suspension.after()).isEqualTo(Map.of("state", "SUSPENDED"));
    }

    @Test
    void rotationsEvent_tellsHintsAndNoHash() {
        IssuedKey second = desk.lifecycle.rotate(id, Desk.HOUR);
        LifecycleEvent event = desk.events(id).get(1);

        assertThat(event.before())
                .isEqualTo(Map.of("key_hint", first.key().hint(), "key_generation", "1", "previous_keys", ""));
        assertThat(event.after())
                .isEqualTo(Map.of(
                        "key_hint",
                        second.key().hint(),
                        "key_generation",
                        "2",
                        "previous_keys",
                        first.key().hint() + " until " + desk.now().plus(Desk.HOUR)));
        for (IssuedKey issued : List.of(first, second)) {
            String hash = KeyHash.of(issued.key()).toHex();
            assertThat(desk.events(id).toString()).doesNotContain(issued.key().reveal(), hash.substring(0, 8));
        }
    }

    @Test
    void tenantsEvent_namesNoCredential() {
        desk.lifecycle.suspendTenant("cli_1");
        LifecycleEvent event = desk.lifecycle.tenantEvents("cli_1", 10).get(0);

        assertThat(event.credential()).isNull();
        assertThat(event.tenant()).isEqualTo("cli_1");
        assertThat(event.before()).isEqualTo(Map.of("suspended", "false"));
        assertThat(event.after()).isEqualTo(Map.of("suspended", "true"));
    }

    @Test
    void newestEvents_areKeptWhereNotAllAreAsked() {
        desk.lifecycle.suspend(id);
        desk.lifecycle.resume(id);

        assertThat(desk.lifecycle.events(id, 2))
                .extracting(LifecycleEvent::kind)
                .containsExactly(Kind.SUSPENDED, Kind.RESUMED);
    }
}
