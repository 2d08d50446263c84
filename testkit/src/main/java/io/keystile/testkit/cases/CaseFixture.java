package io.keystile.testkit.cases;

import io.keystile.Keystile;
import io.keystile.KeystileBuilder;
import io.keystile.authn.AuditLog;
import io.keystile.authn.DecisionListener;
import io.keystile.authn.OperatorKey;
import io.keystile.credential.Access;
import io.keystile.credential.Plane;
import io.keystile.key.ApiKey;
import io.keystile.key.Environment;
import io.keystile.key.KeyFormat;
import io.keystile.lifecycle.IssuedKey;
import io.keystile.lifecycle.NewCredential;
import io.keystile.net.AddressRanges;
import io.keystile.net.ClientAddress;
import io.keystile.policy.AccessPolicy;
import io.keystile.policy.Procedures;
import io.keystile.store.InMemoryCredentialStore;
import io.keystile.testkit.ManualTime;
import io.keystile.testkit.SecretCanary;
import java.util.List;

/** The service that the tables speak of: its policy, its Keystile, and the keys that rows present. */
final class CaseFixture {
    static final String OPERATOR = "root";
    static final String ADMIN_KEY = "an-admin-key-of-the-tests-0123456789abcdef";
    static final KeyFormat FORMAT = KeyFormat.withPrefix("mdt").acceptingLegacy(24);

    static final Procedures PROCEDURES = Procedures.builder()
            .query("mandates:read", "mandates.get", "mandates.list")
            .mutation("mandates:write", "mandates.create", "mandates.cancel")
            .query("collections:read", "collections.list")
            .mutation("collections:write", "collections.create")
            .query("authorize", "authorize.check")
            .mutation("authorize", "authorize.run")
            .query("admin", "admin.stats")
            .mutation("admin", "admin.purge")
            .subscription("events", "events.stream")
            .build();

    private final ManualTime time = ManualTime.start();
    private final InMemoryCredentialStore live = new InMemoryCredentialStore();
    private final InMemoryCredentialStore sandbox = new InMemoryCredentialStore();
    private final SecretCanary canary;
    private final Keystile keystile;

    CaseFixture(ClientAddress clientAddress, SecretCanary canary) {
        this(clientAddress, canary, List.of(new AuditLog(), canary.listener()));
    }

    CaseFixture(ClientAddress clientAddress, SecretCanary canary, List<DecisionListener> listeners) {
        this.canary = canary;
        canary.plant("the operator's key", ADMIN_KEY);
        KeystileBuilder builder = Keystile.builder()
                .keys(FORMAT)
                .policy(policy())
                .store(Environment.LIVE, live)
                .store(Environment.SANDBOX, sandbox)
                .clientAddress(clientAddress)
                .operator(OperatorKey.ofRaw(OPERATOR, ADMIN_KEY))
                .clock(time);
        listeners.forEach(builder::listener);
        this.keystile = builder.build();
    }

    private static AccessPolicy policy() {
        return AccessPolicy.builder()
                .guard("/api")
                .scope("/api/v1/authorize", "authorize")
                .scope("/api/v1/authorizations", "authorizations")
                .scope("/api/v1/mandates", "mandates")
                .scope("/api/v1/collections", "collections")
                .plane(Plane.ADMIN, "/api/v1/admin")
                .procedures("/api/trpc", PROCEDURES)
                .open("/oauth/token")
                .build();
    }

    Keystile keystile() {
        return keystile;
    }

    ManualTime time() {
        return time;
    }

    InMemoryCredentialStore live() {
        return live;
    }

    /** A key of {@code owner} that holds these scopes; none can't be said, so one that nothing asks for then. */
    IssuedKey issue(Environment environment, String owner, List<String> scopes, AddressRanges allowlist) {
        Access access = Access.only(scopes.isEmpty() ? List.of("asked-for-by-nothing") : scopes);
        IssuedKey issued = keystile.credentials(environment)
                .issue(NewCredential.principal(owner, "tenant_" + owner)
                        .access(access)
                        .allowAddresses(allowlist));
        canary.plant(issued.key());
        return issued;
    }

    /** A live key of A. */
    IssuedKey issue(List<String> scopes) {
        return issue(Environment.LIVE, CaseKeys.ALICE, scopes, AddressRanges.none());
    }

    ApiKey plant(ApiKey key) {
        return canary.plant(key);
    }

    void plant(String name, String secret) {
        canary.plant(name, secret);
    }
}
