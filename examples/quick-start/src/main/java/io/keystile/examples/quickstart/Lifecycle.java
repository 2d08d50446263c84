package io.keystile.examples.quickstart;

import io.keystile.Keystile;
import io.keystile.credential.Access;
import io.keystile.credential.Actor;
import io.keystile.credential.CredentialId;
import io.keystile.key.Environment;
import io.keystile.lifecycle.CredentialLifecycle;
import io.keystile.lifecycle.IssuedKey;
import io.keystile.lifecycle.NewCredential;
import io.keystile.net.AddressRanges;
import java.time.Duration;
import java.time.Instant;

/** A credential's life. */
final class Lifecycle {
    private Lifecycle() {}

    static void tour(Keystile keystile, Instant now) {
        CredentialLifecycle live = keystile.credentials(Environment.LIVE).actingAs(Actor.named("operator:jo"));
        IssuedKey issued = live.issue(NewCredential.principal("prn_7", "org_1")
                .access(Access.only("invoices:read"))
                .label("CI of Acme")
                .allowAddresses("203.0.113.0/24")
                .expiresAt(now.plus(Duration.ofDays(365))));
        CredentialId id = issued.credential().id();

        live.rotate(id, Duration.ofHours(24)); // a new key; the one before works for a day
        live.endPrevious(id); // a leak: the newest key alone is left
        live.endTokens(id); // its access tokens, while its key lives on
        live.change(id, settings -> settings.withAllowlist(AddressRanges.of("203.0.113.7")));
        live.suspend(id);
        live.resume(id);
        live.revoke(id); // for ever
        live.suspendTenant("org_1"); // all its keys
        live.ownedBy("prn_7").forEach(c -> System.out.println(c.id() + " " + c.statusAt(now)));
    }
}
