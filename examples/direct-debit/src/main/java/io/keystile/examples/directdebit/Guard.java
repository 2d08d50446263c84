package io.keystile.examples.directdebit;

import io.keystile.Keystile;
import io.keystile.KeystileBuilder;
import io.keystile.authn.AuditLog;
import io.keystile.authn.RateLimiter;
import io.keystile.authn.RateLimiterOutage;
import io.keystile.credential.Plane;
import io.keystile.key.Environment;
import io.keystile.key.KeyFormat;
import io.keystile.net.ClientAddress;
import io.keystile.policy.AccessPolicy;
import io.keystile.request.Place;
import io.keystile.store.InMemoryCredentialStore;
import java.time.InstantSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All that this service says about API keys: how they look, where they are kept, and which request needs what. */
final class Guard {
    private Guard() {}

    static AccessPolicy policy() {
        return AccessPolicy.builder()
                .guard("/api")
                .places(Plane.PRINCIPAL, Place.header("X-API-Key"), Place.scheme("Bearer"))
                .proceduresOrSession("/api/trpc", ProcedureTable.forPolicy())
                .sessionOnly("/api/keys")
                .sessionOnly("/logout")
                .open("/login")
                .open("/health")
                .build();
    }

    /**
     * The guard of a server.
     *
     * @param origins whose scripts may use sessions and keys
     * @param rateLimiter null: no limits
     */
    static Keystile keystile(
            ClientAddress clientAddress, Set<String> origins, @Nullable RateLimiter rateLimiter, InstantSource clock) {
        String[] own = origins.toArray(new String[0]);
        KeystileBuilder guard = Keystile.builder()
                .keys(KeyFormat.withPrefix("dd"))
                .policy(policy())
                .store(Environment.LIVE, new InMemoryCredentialStore())
                .store(Environment.SANDBOX, new InMemoryCredentialStore())
                .clientAddress(clientAddress)
                .sessionsGuardedByOrigin(own)
                .crossOrigins(own)
                .listener(new AuditLog())
                .clock(clock);
        if (rateLimiter != null) {
            // A Redis that is away must not end the service: it limits load, and guards nothing.
            guard.rateLimiter(rateLimiter, RateLimiterOutage.FAIL_OPEN);
        }
        return guard.build();
    }
}
