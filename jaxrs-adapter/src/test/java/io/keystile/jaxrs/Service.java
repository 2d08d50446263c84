package io.keystile.jaxrs;

import io.keystile.Keystile;
import io.keystile.KeystileBuilder;
import io.keystile.authn.OperatorKey;
import io.keystile.authn.RateLimiterOutage;
import io.keystile.authn.RateVerdict;
import io.keystile.authn.Reason;
import io.keystile.credential.Access;
import io.keystile.credential.Plane;
import io.keystile.key.Environment;
import io.keystile.key.KeyFormat;
import io.keystile.lifecycle.NewCredential;
import io.keystile.net.ClientAddress;
import io.keystile.policy.AccessPolicy;
import io.keystile.store.InMemoryCredentialStore;
import io.keystile.testkit.RawAnswer;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** A Keystile in memory, and keys for it. */
final class Service {
    static final String OPERATOR = "X-Admin-Key: an-operator-key-of-the-tests-0123456789";

    private final AtomicInteger spent = new AtomicInteger();
    private final Keystile keystile;

    private Service(AccessPolicy policy) {
        KeystileBuilder builder = Keystile.builder()
                .keys(KeyFormat.withPrefix("dd"))
                .policy(policy)
                .store(Environment.LIVE, new InMemoryCredentialStore())
                .store(Environment.SANDBOX, new InMemoryCredentialStore())
                .clientAddress(ClientAddress.peer())
                .sessionsGuardedByApplication()
                .operator(OperatorKey.ofRaw("root", OPERATOR.substring("X-Admin-Key: ".length())))
                .rateLimiter(
                        (environment, tenant, credential, cost) -> {
                            spent.addAndGet(cost);
                            return new RateVerdict.Within(List.of());
                        },
                        RateLimiterOutage.FAIL_CLOSED);
        this.keystile = builder.build();
    }

    /** Guards {@code /api}, with these rules besides. */
    static Service with(UnaryOperator<AccessPolicy.Builder> rules) {
        return new Service(rules.apply(AccessPolicy.builder().guard("/api")).build());
    }

    /** Needs the scope {@code items} for {@code /api/items}. */
    static Service ofItems() {
        return with(policy -> policy.scope("/api/items", "items")
                .open("GET", "/api/health")
                .plane(Plane.ADMIN, "/api/admin")
                .scopeOrSession("/api/both", "items"));
    }

    Keystile keystile() {
        return keystile;
    }

    KeystileFeature feature() {
        return KeystileFeature.inServlet(keystile, "/api");
    }

    /** The header line of a new key with these scopes. */
    String key(String... scopes) {
        return key(Access.only(scopes), Environment.LIVE);
    }

    String key(Access access, Environment environment) {
        return "X-API-Key: "
                + keystile.credentials(environment)
                        .issue(NewCredential.principal("prn_1", "cli_1").access(access))
                        .key()
                        .reveal();
    }

    /** What the rate limiter was asked for, all in all. */
    int spent() {
        return spent.get();
    }

    Reason reasonOf(RawAnswer refused) {
        String reference = Objects.requireNonNull(refused.header("X-Decision-Ref"));
        return Objects.requireNonNull(keystile.explain(reference)).reason();
    }
}
