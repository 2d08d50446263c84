package io.keystile.examples.directdebit;

import io.keystile.Keystile;
import io.keystile.KeystileBuilder;
import io.keystile.authn.AuditLog;
import io.keystile.credential.Plane;
import io.keystile.examples.common.CommonOptions;
import io.keystile.examples.common.RateLimits.Counting;
import io.keystile.key.Environment;
import io.keystile.key.KeyFormat;
import io.keystile.policy.AccessPolicy;
import io.keystile.request.Place;
import io.keystile.store.CredentialStore;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Function;

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
     */
    static Keystile keystile(
            Function<Environment, CredentialStore> stores,
            CommonOptions options,
            Counting counting,
            Set<String> origins,
            InstantSource clock) {
        String[] own = origins.toArray(new String[0]);
        KeystileBuilder guard = Keystile.builder()
                .keys(KeyFormat.withPrefix("dd"))
                .policy(policy())
                .store(Environment.LIVE, stores.apply(Environment.LIVE))
                .store(Environment.SANDBOX, stores.apply(Environment.SANDBOX))
                .freshness(options.freshness())
                .clientAddress(options.clientAddress())
                .sessionsGuardedByOrigin(own)
                .crossOrigins(own)
                .listener(new AuditLog())
                .clock(clock);
        counting.guard(guard);
        return guard.build();
    }
}
