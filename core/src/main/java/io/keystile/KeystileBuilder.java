package io.keystile;

import io.keystile.authn.AccessTokenVerifier;
import io.keystile.authn.ClientTenancy;
import io.keystile.authn.DecisionListener;
import io.keystile.authn.DecisionSetup;
import io.keystile.authn.FailureLimiter;
import io.keystile.authn.OperatorKey;
import io.keystile.authn.RateLimiter;
import io.keystile.authn.RateLimiterOutage;
import io.keystile.authn.SessionGuard;
import io.keystile.authn.SlowCheckLimits;
import io.keystile.authn.SlowKeys;
import io.keystile.authn.TokenChecks;
import io.keystile.cache.Clocks;
import io.keystile.credential.Plane;
import io.keystile.key.Environment;
import io.keystile.key.ImportedFormat;
import io.keystile.key.KeyFormat;
import io.keystile.key.KeyFormats;
import io.keystile.key.SlowHashVerifier;
import io.keystile.lifecycle.CredentialLifecycle;
import io.keystile.lifecycle.LifecycleLimits;
import io.keystile.net.ClientAddress;
import io.keystile.policy.AccessPolicy;
import io.keystile.request.Place;
import io.keystile.store.CacheLimits;
import io.keystile.store.CredentialStore;
import io.keystile.store.Freshness;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The settings of a {@link Keystile}. What decides security has no default, or the strict one. Not thread-safe. */
public final class KeystileBuilder {
    private final List<String> problems = new ArrayList<>();
    private final Map<Environment, CredentialStore> stores = new EnumMap<>(Environment.class);
    private final List<OperatorKey> operators = new ArrayList<>();
    private final List<DecisionListener> listeners = new ArrayList<>();
    private @Nullable KeyFormats formats;
    private final List<ImportedFormat> importedFormats = new ArrayList<>();
    private @Nullable SlowHashVerifier slowHashVerifier;
    private SlowCheckLimits slowCheckLimits = SlowCheckLimits.defaults();
    private Duration useInterval = Duration.ofMinutes(1);
    private @Nullable AccessPolicy policy;
    private @Nullable ClientAddress clientAddress;
    private @Nullable SessionGuard sessionGuard;
    private Set<String> crossOrigins = Set.of();
    private @Nullable RateLimiter rateLimiter;
    private @Nullable RateLimiterOutage rateLimiterOutage;
    private @Nullable ClientTenancy clientTenancy;
    private @Nullable AccessTokenVerifier accessTokens;
    private int tokenChecksPerSecond = 400;
    private @Nullable FailureLimiter failureLimiter;
    private boolean rateLimitHeaders = true;
    private @Nullable String realm;
    private LifecycleLimits lifecycleLimits = LifecycleLimits.defaults();
    private @Nullable Freshness freshness;
    private CacheLimits cacheLimits = CacheLimits.defaults();
    private InstantSource clock = InstantSource.system();
    private LongSupplier monotonicClock = System::nanoTime;

    KeystileBuilder() {}

    /** Required: how keys are written; the first format issues, all are accepted. */
    public KeystileBuilder keys(KeyFormat... keyFormats) {
        return checked("keys", () -> formats = KeyFormats.of(keyFormats));
    }

    /** Keys of another system that were imported, or will be, are written so; accepted, never issued. */
    public KeystileBuilder importedKeys(ImportedFormat... formatsOfImports) {
        importedFormats.addAll(List.of(formatsOfImports));
        return this;
    }

    /** What checks imported keys against slow hashes. Required if a format of imported keys has such. */
    public KeystileBuilder slowHashes(SlowHashVerifier verifier) {
        slowHashVerifier = verifier;
        return this;
    }

    /** The most slow checks that there may be at once; {@link SlowCheckLimits#defaults()} if not set. */
    public KeystileBuilder slowCheckLimits(SlowCheckLimits limits) {
        slowCheckLimits = limits;
        return this;
    }

    /** How often times of last use are written to the stores, a second to an hour; every minute if not set. */
    public KeystileBuilder recordUsesEvery(Duration interval) {
        if (interval.compareTo(Duration.ofSeconds(1)) < 0 || interval.compareTo(Duration.ofHours(1)) > 0) {
            problems.add("recordUsesEvery: is " + interval + ", must be a second to an hour");
        }
        useInterval = interval;
        return this;
    }

    /** Required: which request needs what. */
    public KeystileBuilder policy(AccessPolicy accessPolicy) {
        policy = accessPolicy;
        return this;
    }

    /** Required for one environment at least: keys of an environment without a store are refused like unknown ones. */
    public KeystileBuilder store(Environment environment, CredentialStore store) {
        if (stores.put(environment, store) != null) {
            problems.add("store: " + environment + " has two; give it one");
        } else if (new LinkedHashSet<>(stores.values()).size() < stores.size()) {
            problems.add("store: the environments share one; live and sandbox must be kept apart");
        }
        return this;
    }

    /** Required: where requests come from. */
    public KeystileBuilder clientAddress(ClientAddress address) {
        clientAddress = address;
        return this;
    }

    /** Sessions are guarded against cross-site forgery by the application itself. Required, or the next, if routes welcome sessions. */
    public KeystileBuilder sessionsGuardedByApplication() {
        return sessionGuard(SessionGuard.byApplication());
    }

    /** Sessions are guarded against cross-site forgery here. Required, or the one before, if routes welcome sessions. */
    public KeystileBuilder sessionsGuardedByOrigin(String... origins) {
        return checked("sessionsGuardedByOrigin", () -> sessionGuard(SessionGuard.byOrigin(Set.of(origins))));
    }

    private KeystileBuilder sessionGuard(SessionGuard guard) {
        if (sessionGuard != null) {
            problems.add("sessionsGuardedBy…: chosen twice; choose one");
        }
        sessionGuard = guard;
        return this;
    }

    /** Origins whose scripts may use API keys: their preflights are answered here, their requests' answers readable. */
    public KeystileBuilder crossOrigins(String... origins) {
        return checked("crossOrigins", () -> {
            // byOrigin checks the same grammar.
            SessionGuard.byOrigin(Set.of(origins));
            crossOrigins = Set.of(origins);
        });
    }

    /** A key of the admin plane; several may overlap, so that they can be replaced one by one. */
    public KeystileBuilder operator(OperatorKey key) {
        operators.stream()
                .filter(other -> other.hash().matches(key.hash()))
                .forEach(other -> problems.add("operator: " + other.operator() + " and " + key.operator()
                        + " have one key; give each another, or the audit can't tell them apart"));
        operators.add(key);
        return this;
    }

    /** Limits by organisation, and what to do while the limiter can't tell. */
    public KeystileBuilder rateLimiter(RateLimiter limiter, RateLimiterOutage outage) {
        rateLimiter = limiter;
        rateLimiterOutage = outage;
        return this;
    }

    /** Callers are not told of their limits by {@code RateLimit-Policy} and {@code RateLimit}; {@code Retry-After} stays. */
    public KeystileBuilder withoutRateLimitHeaders() {
        rateLimitHeaders = false;
        return this;
    }

    /** Access tokens count, and this tells whose they are; none count if not set, those made before neither. */
    public KeystileBuilder accessTokens(AccessTokenVerifier verifier) {
        accessTokens = verifier;
        return this;
    }

    /**
     * The most signatures of tokens never seen before that are checked here, 10 to 1,000,000 a second; 400 if not set. One
     * client network gets three quarters of them at most. Past it the answer is 503: a good token looks the same.
     */
    public KeystileBuilder tokenChecksPerSecond(int checks) {
        if (checks < 10 || checks > 1_000_000) {
            problems.add("tokenChecksPerSecond: is " + checks + ", must be 10 to 1,000,000");
        }
        tokenChecksPerSecond = checks;
        return this;
    }

    /** Limits failed authentications by the client's address; none if not set. A good credential is let on all the same. */
    public KeystileBuilder failureLimiter(FailureLimiter limiter) {
        failureLimiter = limiter;
        return this;
    }

    /** Lets a client's key stand for the client's one principal, on routes that admit principals and no clients. Off if not set. */
    public KeystileBuilder clientTenancy(ClientTenancy tenancy) {
        clientTenancy = tenancy;
        return this;
    }

    /** Is told of decisions; {@link io.keystile.authn.AuditLog} writes them to the log. */
    public KeystileBuilder listener(DecisionListener listener) {
        listeners.add(listener);
        return this;
    }

    /** The realm that a 401's challenge names; the first key prefix if not set. */
    public KeystileBuilder realm(String name) {
        if (!name.chars().allMatch(c -> c >= ' ' && c <= '~' && c != '"' && c != '\\')) {
            problems.add("realm: must be visible ASCII without quotes and backslashes");
        }
        realm = name;
        return this;
    }

    /** The most that rotations may ask for; 30 days of grace and 10 previous keys if not set. */
    public KeystileBuilder lifecycleLimits(LifecycleLimits limits) {
        lifecycleLimits = limits;
        return this;
    }

    /**
     * Required with a store that is not local: how long this process may decide by what it has read, and what holds while a
     * store can't be asked. One of {@link Freshness#withoutOutageGrace()} and {@link Freshness#withOutageGrace}.
     */
    public KeystileBuilder freshness(Freshness promise) {
        freshness = promise;
        return this;
    }

    /** The most that is cached of each store that is not local, and asked of it; see there if not set. */
    public KeystileBuilder cacheLimits(CacheLimits limits) {
        cacheLimits = limits;
        return this;
    }

    /** The wall clock; the system's if not set. */
    public KeystileBuilder clock(InstantSource source) {
        clock = source;
        return this;
    }

    /** The monotonic clock, in nanoseconds from any origin; {@link System#nanoTime()} if not set. It and the wall clock must run at one pace. */
    public KeystileBuilder monotonicClock(LongSupplier nanos) {
        monotonicClock = nanos;
        return this;
    }

    /**
     * Checks the settings, and builds. Stores that are not local are read in the background from then on.
     *
     * @throws ConfigurationException that lists all that is missing or wrong
     */
    public Keystile build() {
        List<String> all = new ArrayList<>(problems);
        require(all, formats, "keys: how keys are written, like KeyFormat.withPrefix(\"acme\")");
        require(all, policy, "policy: which request needs what, like AccessPolicy.builder()…build()");
        require(
                all,
                clientAddress,
                "clientAddress: ClientAddress.peer(), behind(header, proxies) or resolvedByContainer()");
        if (stores.isEmpty()) {
            all.add("store: at least one, like store(Environment.LIVE, …)");
        }
        if (!stores.values().stream().allMatch(CredentialStore::isLocal)) {
            require(
                    all,
                    freshness,
                    "freshness: what holds while a store can't be asked, Freshness.withoutOutageGrace() or"
                            + " withOutageGrace(duration)");
        }
        if (policy != null) {
            if (policy.knowsSessions() && sessionGuard == null) {
                all.add("sessionsGuardedByOrigin(…) or sessionsGuardedByApplication(): a route welcomes sessions");
            }
            if (policy.admits(Plane.ADMIN) && operators.isEmpty()) {
                all.add("operator: a route admits the admin plane, and no operator has a key");
            }
        }
        withImports(all);
        if (!all.isEmpty()) {
            throw new ConfigurationException(all);
        }
        return new Keystile(this);
    }

    private void withImports(List<String> all) {
        if (slowHashVerifier == null
                && importedFormats.stream().anyMatch(f -> !f.slowHashes().isEmpty())) {
            all.add("slowHashes: imported keys have slow hashes, like slowHashes(new BouncyCastleSlowHashes())");
        }
        try {
            KeyFormats own = formats;
            formats = own == null ? null : own.importing(importedFormats.toArray(new ImportedFormat[0]));
        } catch (IllegalArgumentException e) {
            all.add("importedKeys: " + e.getMessage());
        }
    }

    /** A setting that was tried and is wrong is not missing as well. */
    private static void require(List<String> all, @Nullable Object setting, String problem) {
        String name = problem.substring(0, problem.indexOf(':') + 1);
        if (setting == null && all.stream().noneMatch(known -> known.startsWith(name))) {
            all.add(problem);
        }
    }

    private KeystileBuilder checked(String setting, Runnable set) {
        try {
            set.run();
        } catch (IllegalArgumentException e) {
            problems.add(setting + ": " + e.getMessage());
        }
        return this;
    }

    DecisionSetup decisionSetup(Map<Environment, CredentialStore> sources) {
        return new DecisionSetup(
                policy(),
                formats(),
                sources,
                set(clientAddress),
                sessionGuard,
                crossOrigins,
                operators,
                rateLimiter,
                rateLimiterOutage == null ? RateLimiterOutage.FAIL_CLOSED : rateLimiterOutage,
                clientTenancy,
                clock,
                listeners);
    }

    @Nullable
    FailureLimiter failureLimiter() {
        return failureLimiter;
    }

    boolean rateLimitHeaders() {
        return rateLimitHeaders;
    }

    AccessPolicy policy() {
        return set(policy);
    }

    KeyFormats formats() {
        return set(formats);
    }

    SlowKeys slowKeys(Map<Environment, CredentialLifecycle> lifecycles) {
        return slowHashVerifier == null
                ? SlowKeys.none()
                : SlowKeys.checkedBy(slowHashVerifier, slowCheckLimits, lifecycles);
    }

    TokenChecks tokenChecks() {
        return accessTokens == null
                ? TokenChecks.none()
                : TokenChecks.by(accessTokens, tokenChecksPerSecond, monotonicClock);
    }

    Duration useInterval() {
        return useInterval;
    }

    Stores cachedStores() {
        // Not asked for where all are local, and of no effect then.
        Freshness promise = freshness == null ? Freshness.withoutOutageGrace() : freshness;
        return new Stores(stores, promise, cacheLimits, new Clocks(clock, monotonicClock));
    }

    String realm() {
        return realm == null ? formats().issuing().prefix() : realm;
    }

    /** The headers that credentials stand in, and those of an ordinary JSON request. */
    List<String> crossOriginHeaders() {
        Set<String> names = new LinkedHashSet<>(List.of("Content-Type", "Idempotency-Key"));
        policy().places().forEach((plane, places) -> {
            if (plane != Plane.ADMIN) {
                places.stream().map(Place::headerName).forEach(names::add);
            }
        });
        return List.copyOf(names);
    }

    LifecycleLimits lifecycleLimits() {
        return lifecycleLimits;
    }

    private static <T> T set(@Nullable T setting) {
        if (setting == null) {
            throw new IllegalStateException("build() checks first");
        }
        return setting;
    }
}
