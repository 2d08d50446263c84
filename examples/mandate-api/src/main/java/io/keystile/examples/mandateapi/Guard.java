package io.keystile.examples.mandateapi;

import io.keystile.Keystile;
import io.keystile.KeystileBuilder;
import io.keystile.authn.AuditLog;
import io.keystile.credential.Plane;
import io.keystile.examples.common.Databases;
import io.keystile.examples.common.RateLimits.Counting;
import io.keystile.examples.common.Transactions;
import io.keystile.examples.mandateapi.registry.Principal;
import io.keystile.examples.mandateapi.registry.Registry;
import io.keystile.key.Environment;
import io.keystile.key.KeyFormat;
import io.keystile.policy.AccessPolicy;
import io.keystile.policy.Need;
import io.keystile.policy.Rule;
import io.keystile.request.Place;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** All that this service says about API keys: how they look, where they are kept, and which request needs what. */
final class Guard {
    /** What principals' and clients' credentials can be restricted to. */
    static final Set<String> SCOPES = new TreeSet<>(List.of(
            "authorize",
            "agents",
            "mandates",
            "webhooks",
            "principals",
            "risk",
            "metrics",
            "outcomes",
            "vault",
            "cases"));

    /** How short the secret of a key in the form from before environments may be. */
    private static final int LEAST_LEGACY_SECRET = 24;

    private static final List<String> READS = List.of("risk", "metrics", "outcomes", "vault", "cases");

    private Guard() {}

    static AccessPolicy policy() {
        AccessPolicy.Builder policy = AccessPolicy.builder()
                .guard("/api")
                .places(Plane.CLIENT, Place.header("X-API-Key"))
                .places(
                        Plane.PRINCIPAL,
                        Place.header("X-API-Key"),
                        Place.scheme("Bearer").tokensOnly())
                .places(Plane.ADMIN, Place.header("X-Admin-Key"))
                .open("/health")
                .open("/.well-known/jwks.json")
                .open("/api/v1/public-keys")
                .rule(at("/api/v1/admin", Plane.ADMIN, Need.nothing()))
                .rule(at("/api/v1/onboard", Plane.CLIENT, Need.fullAccess()))
                .rule(at("/api/v1/principals", Plane.CLIENT, Need.scope("principals")))
                .rule(at("/api/v1/principals/{id}/sandbox-key", Plane.CLIENT, Need.scope("principals"))
                        .admits(Plane.PRINCIPAL, Need.nothing())
                        .keyOnly())
                .rule(at("/api/v1/agents/{id}/mandates", Plane.CLIENT, Need.scope("agents"))
                        .methods("POST"))
                // Its other methods are the runtime's, as all else of the agents.
                .rule(at("/api/v1/agents/{id}/mandates", Plane.PRINCIPAL, Need.scope("agents"))
                        .methods("GET", "PUT", "PATCH", "DELETE", "OPTIONS"))
                .scope("/api/v1/authorize", "authorize")
                .scope("/api/v1/agents", "agents")
                .scope("/api/v1/mandates", "mandates")
                .rule(at("/api/v1/webhooks", Plane.PRINCIPAL, Need.scope("webhooks"))
                        .keyOnly())
                .rule(at("/api/v1/crypto/settlements", Plane.PRINCIPAL, Need.fullAccess())
                        .keyOnly());
        READS.forEach(read -> policy.scope("/api/v1/" + read, read));
        return policy.build();
    }

    private static Rule at(String path, Plane plane, Need need) {
        return Rule.at(path).admits(plane, need);
    }

    /**
     * The guard of a server.
     *
     * @param tokens null: none is taken
     * @param origins whose scripts may use keys
     */
    static Keystile keystile(
            Options options,
            Databases databases,
            Counting counting,
            @Nullable Tokens tokens,
            Set<String> origins,
            InstantSource clock) {
        KeystileBuilder builder = Keystile.builder()
                .keys(KeyFormat.withPrefix("mdt").acceptingLegacy(LEAST_LEGACY_SECRET))
                .policy(policy())
                .store(Environment.LIVE, databases.store(Environment.LIVE))
                .store(Environment.SANDBOX, databases.store(Environment.SANDBOX))
                .freshness(options.common().freshness())
                .clientAddress(options.common().clientAddress())
                .crossOrigins(origins.toArray(new String[0]))
                .listener(new AuditLog())
                .clock(clock);
        options.operators().forEach(builder::operator);
        counting.guard(builder);
        if (tokens != null) {
            tokens.guard(builder);
        }
        if (options.clientTenancy()) {
            builder.clientTenancy((environment, client) -> Transactions.run(
                    databases.of(environment),
                    connection -> new Registry(connection)
                            .principals(client).stream().map(Principal::id).toList()));
        }
        return builder.build();
    }
}
