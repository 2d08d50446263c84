package io.keystile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.keystile.authn.Caller;
import io.keystile.authn.Decision;
import io.keystile.authn.Granted;
import io.keystile.authn.OperatorKey;
import io.keystile.authn.Reason;
import io.keystile.authn.Refusal;
import io.keystile.cache.FakeDatabase;
import io.keystile.cache.FakeStore;
import io.keystile.cache.FakeTime;
import io.keystile.credential.Access;
import io.keystile.credential.Actor;
import io.keystile.credential.Plane;
import io.keystile.http.Answer;
import io.keystile.key.Environment;
import io.keystile.key.KeyFormat;
import io.keystile.key.KeyGenerator;
import io.keystile.lifecycle.CredentialLifecycle;
import io.keystile.lifecycle.IssuedKey;
import io.keystile.lifecycle.LifecycleLimits;
import io.keystile.lifecycle.LifecycleSetup;
import io.keystile.lifecycle.NewCredential;
import io.keystile.net.ClientAddress;
import io.keystile.policy.AccessPolicy;
import io.keystile.request.FakeRequest;
import io.keystile.store.CacheFigures;
import io.keystile.store.CacheLimits;
import io.keystile.store.Freshness;
import io.keystile.store.StoreHealth;
import io.keystile.store.StoreHealth.State;
import io.keystile.store.StoreUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A whole node over a store that is not local: its threads are real, its time is not. */
class KeystileFreshnessTest {
    private static final KeyFormat FORMAT = KeyFormat.withPrefix("acme");
    private static final String OPERATOR = "an operator's key of enough length";
    private static final Duration GRACE = Duration.ofMinutes(5);

    private final FakeTime time = new FakeTime();
    private final FakeDatabase database = new FakeDatabase(time);
    private final FakeStore store = new FakeStore(database);
    private final CredentialLifecycle elsewhere = new CredentialLifecycle(
            new LifecycleSetup(Environment.LIVE, FORMAT, time::instant, LifecycleLimits.defaults()),
            new FakeStore(database),
            Actor.application());
    private final IssuedKey issued =
            elsewhere.issue(NewCredential.principal("prn_1", "cli_1").access(Access.only("a:read")));
    private @Nullable Keystile started;

    @AfterEach
    void close() {
        if (started != null) {
            started.close();
        }
    }

    private KeystileBuilder builder() {
        return Keystile.builder()
                .keys(FORMAT)
                .policy(AccessPolicy.builder()
                        .guard("/api")
                        .scope("/api/a", "a:read")
                        .scope("/api/b", "b:read")
                        .plane(Plane.ADMIN, "/api/admin")
                        .build())
                .operator(OperatorKey.ofRaw("jo", OPERATOR))
                .clientAddress(ClientAddress.peer())
                .clock(time::instant)
                .monotonicClock(time::nanos)
                .store(Environment.LIVE, store);
    }

    private Keystile start(Freshness freshness) {
        Keystile keystile = builder().freshness(freshness).build();
        started = keystile;
        return keystile;
    }

    /** One that has read the changes: a request waits for that by a real clock, and no longer than a promise lasts. */
    private Keystile startReady(Freshness freshness) {
        Keystile keystile = start(freshness);
        await(keystile::ready);
        return keystile;
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private static FakeRequest request(String path, String key) {
        return FakeRequest.of("GET", path).with("X-API-Key", key);
    }

    private Decision decide(Keystile keystile, String path) {
        return keystile.decide(request(path, issued.key().reveal()));
    }

    private static int status(Keystile keystile, FakeRequest request) {
        return keystile.decide(request)
                .fold(g -> 200, u -> 200, p -> 200, r -> keystile.answer(r).status());
    }

    private static CacheFigures figures(Keystile keystile) {
        return Objects.requireNonNull(keystile.figures().caches().get(Environment.LIVE));
    }

    private static StoreHealth liveHealth(Keystile keystile) {
        return Objects.requireNonNull(keystile.health().stores().get(Environment.LIVE));
    }

    private void breakDown(Keystile keystile) {
        store.broken = true;
        time.pass(Duration.ofSeconds(2));
        await(() -> {
            FakeRequest nobodys = request(
                    "/api/a", new KeyGenerator().next(FORMAT, Environment.LIVE).reveal());
            return status(keystile, nobodys) == 503 && figures(keystile).failedFeedReads() > 1;
        });
    }

    @Test
    void noChoiceOfOutageGrace_isNamedWithTheOtherMissingOnes() {
        assertThat(catchThrowableOfType(
                                ConfigurationException.class, () -> builder().build())
                        .problems())
                .singleElement()
                .asString()
                .startsWith("freshness: ")
                .contains("withoutOutageGrace()", "withOutageGrace(duration)");
        assertThatThrownBy(() -> Freshness.withoutOutageGrace().withMaxStaleness(Duration.ZERO))
                .hasMessageContaining("maxStaleness is PT0S, must be PT0.05S to PT1M");
        assertThatThrownBy(() -> Freshness.withOutageGrace(Duration.ZERO)).hasMessageContaining("withoutOutageGrace()");
        assertThatThrownBy(() -> new CacheLimits(1, 10, 10)).hasMessageContaining("keys is 1, must be 100 or more");
    }

    @Test
    void node_isReadyOnceTheChangesWereRead() {
        store.broken = true;
        Keystile keystile = start(Freshness.withoutOutageGrace());
        assertThat(keystile.ready()).isFalse();
        assertThat(keystile.health().isHealthy()).isFalse();
        assertThat(status(keystile, request("/api/a", issued.key().reveal()))).isEqualTo(503);

        store.broken = false;
        await(keystile::ready);

        assertThat(keystile.health().isHealthy()).isTrue();
        assertThat(liveHealth(keystile).state()).isEqualTo(State.FRESH);
        assertThat(decide(keystile, "/api/a")).isInstanceOf(Granted.class);
        assertThat(figures(keystile).loads()).isEqualTo(1);
    }

    @Test
    void hint_makesARevocationElsewhereBeObeyedAtOnce() {
        Keystile keystile = startReady(Freshness.withoutOutageGrace().withMaxStaleness(Duration.ofMinutes(1)));
        assertThat(decide(keystile, "/api/a")).isInstanceOf(Granted.class);
        elsewhere.revoke(issued.credential().id());

        store.hint();

        await(() -> !(decide(keystile, "/api/a") instanceof Granted));
    }

    @Test
    void ownRevocation_isObeyedWhenItReturns() {
        Keystile keystile = startReady(Freshness.withoutOutageGrace());
        Caller caller = caller(decide(keystile, "/api/a"));
        assertThat(caller.recheck()).isNotNull();

        keystile.credentials(Environment.LIVE).revoke(issued.credential().id());

        assertThat(caller.recheck()).isNull();
        assertThat(status(keystile, request("/api/a", issued.key().reveal()))).isEqualTo(401);
    }

    private static Caller caller(Decision decision) {
        return Objects.requireNonNull(
                decision.<@Nullable Caller>fold(Granted::caller, u -> null, p -> null, r -> null));
    }

    @Test
    void outageWithoutGrace_isOneAnswerForAllKeys() {
        Keystile keystile = startReady(Freshness.withoutOutageGrace());
        IssuedKey revoked =
                elsewhere.issue(NewCredential.principal("prn_2", "cli_1").access(Access.full()));
        elsewhere.revoke(revoked.credential().id());
        Caller caller = caller(decide(keystile, "/api/a"));
        assertThat(status(keystile, request("/api/a", revoked.key().reveal()))).isEqualTo(401);

        breakDown(keystile);

        String nobodys = new KeyGenerator().next(FORMAT, Environment.LIVE).reveal();
        for (String key : List.of(issued.key().reveal(), revoked.key().reveal(), nobodys)) {
            Answer answer = keystile.decide(request("/api/a", key))
                    .fold(g -> failed(), u -> failed(), p -> failed(), keystile::answer);
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.headers()).anyMatch(h -> h.name().equals("Retry-After"));
        }
        assertThatThrownBy(caller::recheck).isInstanceOf(StoreUnavailableException.class);
        assertThat(keystile.ready()).isTrue();
        assertThat(keystile.health().isHealthy()).isFalse();
    }

    private static Answer failed() {
        throw new AssertionError("not refused");
    }

    @Test
    void outageWithGrace_letsCachedKeysOnAndRefusesNoneByOldKnowledge() {
        Keystile keystile = startReady(Freshness.withOutageGrace(GRACE));
        IssuedKey revoked =
                elsewhere.issue(NewCredential.principal("prn_2", "cli_1").access(Access.full()));
        elsewhere.revoke(revoked.credential().id());
        Caller caller = caller(decide(keystile, "/api/a"));
        status(keystile, request("/api/a", revoked.key().reveal()));

        breakDown(keystile);

        assertThat(decide(keystile, "/api/a")).isInstanceOf(Granted.class);
        assertThat(caller.recheck()).isNotNull();
        assertThat(status(keystile, request("/api/b", issued.key().reveal()))).isEqualTo(503);
        assertThat(status(keystile, request("/api/a", revoked.key().reveal()))).isEqualTo(503);
        time.pass(GRACE);
        assertThat(status(keystile, request("/api/a", issued.key().reveal()))).isEqualTo(503);
        assertThatThrownBy(caller::recheck).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void operatorsKeys_needNoStore() {
        Keystile keystile = start(Freshness.withoutOutageGrace());
        breakDown(keystile);

        FakeRequest admin = FakeRequest.of("GET", "/api/admin/keys");
        assertThat(status(keystile, admin.with("X-Admin-Key", OPERATOR))).isEqualTo(200);
        assertThat(status(
                        keystile,
                        FakeRequest.of("GET", "/api/admin/keys")
                                .with("X-Admin-Key", issued.key().reveal())))
                .isEqualTo(503);
    }

    @Test
    void expiry_isJudgedAndSetByTheStoresClock() {
        database.clockOffset = Duration.ofHours(2);
        Keystile keystile = startReady(Freshness.withoutOutageGrace());
        CredentialLifecycle here = keystile.credentials(Environment.LIVE);
        IssuedKey ends = here.issue(NewCredential.principal("prn_1", "cli_1")
                .access(Access.full())
                .expiresAt(time.instant().plus(Duration.ofMinutes(121))));

        assertThat(Duration.between(time.instant(), ends.credential().createdAt()))
                .isGreaterThan(Duration.ofMinutes(119));
        assertThat(status(keystile, request("/api/a", ends.key().reveal()))).isEqualTo(200);
        time.pass(Duration.ofSeconds(61));
        await(() -> liveHealth(keystile).state() != State.UNREACHABLE);
        assertThat(status(keystile, request("/api/a", ends.key().reveal()))).isEqualTo(401);
    }

    @Test
    void tooManyUnknownKeys_are503WithAReasonOfTheirOwn() {
        Keystile keystile = builder()
                .freshness(Freshness.withoutOutageGrace())
                .cacheLimits(new CacheLimits(100, 10, 10))
                .build();
        started = keystile;
        await(keystile::ready);
        assertThat(decide(keystile, "/api/a")).isInstanceOf(Granted.class);
        FakeRequest nobodys = request(
                "/api/a", new KeyGenerator().next(FORMAT, Environment.LIVE).reveal());

        Answer answer = keystile.decide(nobodys).fold(g -> failed(), u -> failed(), p -> failed(), keystile::answer);

        assertThat(answer.status()).isEqualTo(Refusal.Kind.UNAVAILABLE.status());
        String reference = answer.headers().stream()
                .filter(h -> h.name().equals("X-Decision-Ref"))
                .findFirst()
                .orElseThrow()
                .value();
        assertThat(Objects.requireNonNull(keystile.explain(reference)).reason()).isEqualTo(Reason.LOOK_UPS_EXCEEDED);
        assertThat(decide(keystile, "/api/a")).isInstanceOf(Granted.class);
    }

    @Test
    void close_endsThreadsAndSubscriptions() {
        Keystile keystile = start(Freshness.withoutOutageGrace());
        assertThat(threads()).contains("keystile-live-changes", "keystile-live-sweep");
        assertThat(store.isForgotten()).isFalse();

        keystile.close();

        await(() -> threads().isEmpty());
        assertThat(store.isForgotten()).isTrue();
        time.pass(Duration.ofSeconds(2));
        assertThat(status(keystile, request("/api/a", issued.key().reveal()))).isEqualTo(503);
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                // Not the recorder's: other tests' objects have one each.
                .filter(name -> name.startsWith("keystile-live") || name.startsWith("keystile-sandbox"))
                .toList();
    }
}
