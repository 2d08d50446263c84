package io.keystile.testkit.cases;

import io.keystile.Keystile;
import io.keystile.KeystileBuilder;
import io.keystile.authn.AccessTokenVerifier;
import io.keystile.authn.AuditLog;
import io.keystile.authn.DecisionListener;
import io.keystile.authn.OperatorKey;
import io.keystile.authn.RateLimiterOutage;
import io.keystile.authn.RateVerdict;
import io.keystile.credential.Access;
import io.keystile.credential.Credential;
import io.keystile.credential.Plane;
import io.keystile.credential.Tenant;
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
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

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

    private final ManualTime time;
    private final InMemoryCredentialStore live;
    private final InMemoryCredentialStore sandbox;
    private final Set<String> exhausted;
    private final ClientAddress clientAddress;
    private final List<DecisionListener> listeners;
    private final SecretCanary canary;
    private final Keystile keystile;

    CaseFixture(ClientAddress clientAddress, SecretCanary canary) {
        this(clientAddress, ManualTime.start(), canary, listeners(canary), null);
    }

    /** @param tokens takes access tokens; null: OAuth2 is off */
    CaseFixture(
            ManualTime time,
            SecretCanary canary,
            List<DecisionListener> listeners,
            @Nullable AccessTokenVerifier tokens) {
        this(ClientAddress.peer(), time, canary, listeners, tokens);
    }

    private CaseFixture(
            ClientAddress clientAddress,
            ManualTime time,
            SecretCanary canary,
            List<DecisionListener> listeners,
            @Nullable AccessTokenVerifier tokens) {
        this.time = time;
        this.live = new InMemoryCredentialStore();
        this.sandbox = new InMemoryCredentialStore();
        this.exhausted = ConcurrentHashMap.newKeySet();
        this.clientAddress = clientAddress;
        this.listeners = listeners;
        this.canary = canary;
        this.keystile = keystile(tokens);
    }

    static List<DecisionListener> listeners(SecretCanary canary) {
        return List.of(new AuditLog(), canary.listener());
    }

    /** The same service as another has, over the same stores, as if started again. */
    private CaseFixture(CaseFixture other, @Nullable AccessTokenVerifier tokens) {
        this.time = other.time;
        this.live = other.live;
        this.sandbox = other.sandbox;
        this.exhausted = other.exhausted;
        this.clientAddress = other.clientAddress;
        this.listeners = other.listeners;
        this.canary = other.canary;
        this.keystile = keystile(tokens);
    }

    /** @param tokens null: OAuth2 is off */
    CaseFixture startedAgain(@Nullable AccessTokenVerifier tokens) {
        return new CaseFixture(this, tokens);
    }

    private Keystile keystile(@Nullable AccessTokenVerifier tokens) {
        canary.plant("the operator's key", ADMIN_KEY);
        KeystileBuilder builder = Keystile.builder()
                .keys(FORMAT)
                .policy(policy())
                .store(Environment.LIVE, live)
                .store(Environment.SANDBOX, sandbox)
                .clientAddress(clientAddress)
                .operator(OperatorKey.ofRaw(OPERATOR, ADMIN_KEY))
                .rateLimiter(this::spend, RateLimiterOutage.FAIL_CLOSED)
                .clock(time);
        listeners.forEach(builder::listener);
        if (tokens != null) {
            builder.accessTokens(tokens);
        }
        return builder.build();
    }

    private RateVerdict spend(Environment environment, Tenant tenant, Credential credential, int cost) {
        return exhausted.contains(tenant.id())
                ? new RateVerdict.Over(Duration.ofSeconds(7), List.of())
                : new RateVerdict.Within(List.of());
    }

    /** Lets an organisation be over its limits from now on; none if empty. */
    void exhaust(String organisation) {
        exhausted.clear();
        if (!organisation.isEmpty()) {
            exhausted.add(organisation);
        }
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
