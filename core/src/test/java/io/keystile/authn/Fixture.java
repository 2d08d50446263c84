package io.keystile.authn;

import io.keystile.credential.Access;
import io.keystile.credential.Actor;
import io.keystile.credential.Plane;
import io.keystile.key.Environment;
import io.keystile.key.KeyFormat;
import io.keystile.key.KeyFormats;
import io.keystile.key.KeyGenerator;
import io.keystile.key.KeyHash;
import io.keystile.key.KeyRedactor;
import io.keystile.lifecycle.CredentialLifecycle;
import io.keystile.lifecycle.IssuedKey;
import io.keystile.lifecycle.LifecycleLimits;
import io.keystile.lifecycle.LifecycleSetup;
import io.keystile.lifecycle.NewCredential;
import io.keystile.net.ClientAddress;
import io.keystile.policy.AccessPolicy;
import io.keystile.policy.Need;
import io.keystile.policy.Procedures;
import io.keystile.policy.Rule;
import io.keystile.request.FakeRequest;
import io.keystile.store.CredentialStore;
import io.keystile.store.InMemoryCredentialStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A guarded service with everything in it, to present things to. */
final class Fixture {
    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    static final KeyFormats FORMATS = KeyFormats.of(KeyFormat.withPrefix("dd").acceptingLegacy(24));
    static final String OPERATOR_KEY = "an operator's key of enough length";
    static final String ORIGIN = "https://app.example";

    Instant now = START;
    final InstantSource clock = () -> now;
    final InMemoryCredentialStore live = new InMemoryCredentialStore();
    final InMemoryCredentialStore sandbox = new InMemoryCredentialStore();
    final List<RefusedEvent> refusals = new ArrayList<>();
    final List<GrantedEvent> grants = new ArrayList<>();
    final Map<Environment, CredentialStore> stores =
            new EnumMap<>(Map.of(Environment.LIVE, live, Environment.SANDBOX, sandbox));
    final List<DecisionListener> listeners = new ArrayList<>(List.of(new Recorder()));
    ClientAddress clientAddress = ClientAddress.behind("X-Forwarded-For", "10.0.0.0/8");

    @Nullable
    SessionGuard sessionGuard = SessionGuard.byOrigin(Set.of(ORIGIN));

    Set<String> crossOrigins = Set.of(ORIGIN);
    List<OperatorKey> operators = List.of(OperatorKey.ofRaw("jo", OPERATOR_KEY));

    @Nullable
    RateLimiter limiter;

    RateLimiterOutage outage = RateLimiterOutage.FAIL_CLOSED;

    @Nullable
    ClientTenancy tenancy;

    final AccessPolicy policy = AccessPolicy.builder()
            .guard("/api")
            .open("GET", "/api/health$")
            .scope("/api/mandates", "mandates:read")
            .scopeOrSession("/api/reports", "reports:read")
            .sessionOnly("/api/keys")
            .plane(Plane.ADMIN, "/api/admin")
            .rule(Rule.at("/api/onboard").methods("POST").admits(Plane.CLIENT, Need.fullAccess()))
            .rule(Rule.at("/api/both")
                    .admits(Plane.CLIENT, Need.scope("c"))
                    .admits(Plane.PRINCIPAL, Need.nothing())
                    .keyOnly())
            .proceduresOrSession(
                    "/api/trpc",
                    Procedures.builder()
                            .query("mandates:read", "mandates.list")
                            .mutation("mandates:write", "mandates.cancel")
                            .build())
            .build();

    private @Nullable DecisionPoint point;

    CredentialLifecycle lifecycle(Environment environment) {
        CredentialStore store = environment == Environment.LIVE ? live : sandbox;
        LifecycleSetup setup = new LifecycleSetup(environment, FORMATS.issuing(), clock, LifecycleLimits.defaults());
        return new CredentialLifecycle(setup, store, Actor.application());
    }

    static NewCredential principal(String... scopes) {
        return NewCredential.principal("prn_1", "cli_1").access(Access.only(scopes));
    }

    IssuedKey issue(NewCredential asked) {
        return lifecycle(Environment.LIVE).issue(asked);
    }

    /** A live principal's key with that scope. */
    IssuedKey issue(String... scopes) {
        return issue(principal(scopes));
    }

    static String unknownKey(Environment environment) {
        return new KeyGenerator().next(FORMATS.issuing(), environment).reveal();
    }

    DecisionSetup setup() {
        return new DecisionSetup(
                policy,
                FORMATS,
                stores,
                clientAddress,
                sessionGuard,
                crossOrigins,
                operators,
                limiter,
                outage,
                tenancy,
                clock,
                listeners);
    }

    DecisionPoint point() {
        DecisionPoint made = point == null ? newPoint() : point;
        point = made;
        return made;
    }

    /** Another one, by today's settings. */
    DecisionPoint newPoint() {
        return newPoint(setup());
    }

    DecisionPoint newPoint(DecisionSetup by) {
        return new DecisionPoint(by, trail(), SlowKeys.none(), new UseRecorder(stores), TokenChecks.none());
    }

    AuditTrail trail() {
        return new AuditTrail(setup(), KeyRedactor.of(FORMATS));
    }

    Decision decide(FakeRequest request) {
        return point().decide(request);
    }

    /** The reason of a refusal; null if it was none. */
    @Nullable
    Reason reason(FakeRequest request) {
        return decide(request).<@Nullable Reason>fold(g -> null, u -> null, p -> null, Refused::reason);
    }

    /** The caller of a grant. */
    Caller caller(FakeRequest request) {
        return decide(request)
                .fold(
                        Granted::caller,
                        u -> {
                            throw new AssertionError(u);
                        },
                        p -> {
                            throw new AssertionError(p);
                        },
                        r -> {
                            throw new AssertionError(r.reason());
                        });
    }

    static FakeRequest get(String target) {
        return FakeRequest.of("GET", target);
    }

    static FakeRequest get(String target, IssuedKey issued) {
        return get(target).with("X-API-Key", issued.key().reveal());
    }

    void advance(Duration duration) {
        now = now.plus(duration);
    }

    static KeyHash hash(IssuedKey issued) {
        return KeyHash.of(issued.key());
    }

    private final class Recorder implements DecisionListener {
        @Override
        public void onRefused(RefusedEvent event) {
            refusals.add(event);
        }

        @Override
        public boolean wantsGranted() {
            return true;
        }

        @Override
        public void onGranted(GrantedEvent event) {
            grants.add(event);
        }
    }
}
