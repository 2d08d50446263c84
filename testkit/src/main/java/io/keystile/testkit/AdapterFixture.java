package io.keystile.testkit;

import io.keystile.Keystile;
import io.keystile.KeystileBuilder;
import io.keystile.authn.AuditLog;
import io.keystile.authn.Caller;
import io.keystile.authn.OperatorKey;
import io.keystile.authn.RateLimiterOutage;
import io.keystile.authn.RateVerdict;
import io.keystile.credential.Access;
import io.keystile.credential.Plane;
import io.keystile.key.Environment;
import io.keystile.key.KeyFormat;
import io.keystile.key.KeyGenerator;
import io.keystile.lifecycle.CredentialLifecycle;
import io.keystile.lifecycle.IssuedKey;
import io.keystile.lifecycle.NewCredential;
import io.keystile.net.ClientAddress;
import io.keystile.policy.AccessPolicy;
import io.keystile.policy.Need;
import io.keystile.policy.Rule;
import io.keystile.store.InMemoryCredentialStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The service that adapters are tried on: routes of every kind, a store that breaks, a limiter that says what it is told. */
final class AdapterFixture {
    static final String ITEMS = "/api/items";
    static final String BOTH = "/api/both";
    static final String ACCOUNT = "/api/account";
    static final String ADMIN = "/api/admin";
    static final String HEALTH = "/api/health";
    static final String UNMAPPED = "/api/unmapped";
    static final String RECHECK = "/api/recheck";
    static final String KEY_ONLY = "/api/key-only";
    static final String PUBLIC = "/public";
    static final String TOKEN = "/oauth/token";
    static final String ORIGIN = "https://app.example";
    static final String OPERATOR_KEY = "an-operator-key-of-the-tests-0123456789";

    private static final KeyFormat FORMAT = KeyFormat.withPrefix("dd");

    private final ManualTime time = ManualTime.start();
    private final @Nullable TokenService tokens;
    private final BreakableStore store = new BreakableStore(new InMemoryCredentialStore());
    private volatile Runnable duringRecheck = () -> {};
    private volatile RateVerdict verdict = new RateVerdict.Within(List.of());
    private final SecretCanary canary;
    private final Keystile keystile;

    /** @param services makes what serves tokens; gives null where OAuth2 is off */
    AdapterFixture(SecretCanary canary, Function<TokenSettings, @Nullable TokenService> services) {
        this.canary = canary;
        this.tokens = services.apply(TokenSettings.with(time));
        canary.plant("the operator's key", OPERATOR_KEY);
        KeystileBuilder builder = Keystile.builder()
                .keys(FORMAT)
                .policy(policy())
                .store(Environment.LIVE, store)
                .clientAddress(ClientAddress.behind("X-Forwarded-For", "10.0.0.0/8"))
                .sessionsGuardedByOrigin(ORIGIN)
                .crossOrigins(ORIGIN)
                .operator(OperatorKey.ofRaw("root", OPERATOR_KEY))
                .rateLimiter((environment, tenant, credential, cost) -> verdict, RateLimiterOutage.FAIL_CLOSED)
                .listener(new AuditLog())
                .listener(canary.listener())
                .clock(time);
        if (tokens != null) {
            builder.accessTokens(tokens.verifier());
        }
        this.keystile = builder.build();
    }

    private static AccessPolicy policy() {
        return AccessPolicy.builder()
                .guard("/api")
                .open("GET", HEALTH)
                .scope(ITEMS, "items")
                .scope(RECHECK, "items")
                .scopeOrSession(BOTH, "items")
                .sessionOnly(ACCOUNT)
                .plane(Plane.ADMIN, ADMIN)
                .rule(Rule.at(KEY_ONLY)
                        .admits(Plane.PRINCIPAL, Need.scope("items"))
                        .keyOnly())
                .build();
    }

    List<Resource> resources() {
        return List.of(
                new Resource("RECHECK", RECHECK, this::recheck),
                resource("ITEMS", ITEMS),
                resource("BOTH", BOTH),
                resource("ACCOUNT", ACCOUNT),
                resource("ADMIN", ADMIN),
                resource("HEALTH", HEALTH),
                resource("UNMAPPED", UNMAPPED),
                resource("KEY_ONLY", KEY_ONLY),
                resource("PUBLIC", PUBLIC));
    }

    /** Whether its caller may go on, after whatever {@link #onRecheck} has said. */
    private Reply recheck(Exchange exchange) {
        duringRecheck.run();
        Caller caller = exchange.caller();
        return new Reply(200, Map.of("X-Recheck", Boolean.toString(caller != null && caller.recheck() != null)), "{}");
    }

    /** To be done in the middle of a request for {@link #RECHECK}. */
    void onRecheck(Runnable step) {
        duringRecheck = step;
    }

    private static Resource resource(String name, String path) {
        return new Resource(name, path, exchange -> new Reply(200, shown(exchange), "{}"));
    }

    private static Map<String, String> shown(Exchange exchange) {
        Caller caller = exchange.caller();
        return Map.of(
                "X-Method",
                exchange.method(),
                "X-Path",
                exchange.path(),
                "X-User",
                String.valueOf(exchange.user()),
                "X-Via",
                caller == null ? "-" : caller.via().name());
    }

    @Nullable
    TokenService tokens() {
        return tokens;
    }

    Keystile keystile() {
        return keystile;
    }

    ManualTime time() {
        return time;
    }

    BreakableStore store() {
        return store;
    }

    CredentialLifecycle lifecycle() {
        return keystile.credentials(Environment.LIVE);
    }

    /** What the limiter answers from now on. */
    void rate(RateVerdict next) {
        verdict = next;
    }

    IssuedKey issue() {
        return issue(asked -> asked);
    }

    /** A key of prn_1 that holds the scope of the items, changed as said. */
    IssuedKey issue(UnaryOperator<NewCredential> asked) {
        return planted(lifecycle()
                .issue(asked.apply(NewCredential.principal("prn_1", "cli_1").access(Access.only("items")))));
    }

    IssuedKey issueTo(String owner) {
        return planted(lifecycle().issue(NewCredential.principal(owner, "cli_1").access(Access.only("items"))));
    }

    IssuedKey planted(IssuedKey issued) {
        canary.plant(issued.key());
        return issued;
    }

    void plant(String name, String secret) {
        canary.plant(name, secret);
    }

    static String header(IssuedKey issued) {
        return "X-API-Key: " + issued.key().reveal();
    }

    String unknownKey() {
        return "X-API-Key: "
                + canary.plant(new KeyGenerator().next(FORMAT, Environment.LIVE))
                        .reveal();
    }

    String revokedKey() {
        IssuedKey issued = issue();
        lifecycle().revoke(issued.credential().id());
        return header(issued);
    }

    String suspendedKey() {
        IssuedKey issued = issue();
        lifecycle().suspend(issued.credential().id());
        return header(issued);
    }

    String expiredKey() {
        IssuedKey issued = issue(asked -> asked.expiresAt(time.instant().plus(Duration.ofHours(1))));
        time.advance(Duration.ofHours(1));
        return header(issued);
    }

    String keyPastItsGrace() {
        IssuedKey issued = issue();
        planted(lifecycle().rotate(issued.credential().id(), Duration.ofHours(1)));
        time.advance(Duration.ofHours(1));
        return header(issued);
    }

    String keyOfSuspendedTenant() {
        IssuedKey issued = planted(lifecycle()
                .issue(NewCredential.principal("prn_2", "cli_suspended").access(Access.only("items"))));
        lifecycle().suspendTenant("cli_suspended");
        return header(issued);
    }

    String keyOfAnotherPlane() {
        return header(planted(lifecycle().issue(NewCredential.client("cli_1").access(Access.full()))));
    }
}
