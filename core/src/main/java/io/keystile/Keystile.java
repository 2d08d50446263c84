package io.keystile;

import io.keystile.authn.AuditTrail;
import io.keystile.authn.ClientDecision;
import io.keystile.authn.Decision;
import io.keystile.authn.DecisionPoint;
import io.keystile.authn.DecisionSetup;
import io.keystile.authn.DispatchPoint;
import io.keystile.authn.FailureGate;
import io.keystile.authn.Granted;
import io.keystile.authn.Preflight;
import io.keystile.authn.Reason;
import io.keystile.authn.Refused;
import io.keystile.authn.RefusedEvent;
import io.keystile.authn.TokenGrant;
import io.keystile.authn.UseRecorder;
import io.keystile.credential.Actor;
import io.keystile.http.Answer;
import io.keystile.http.Answers;
import io.keystile.http.Header;
import io.keystile.key.Environment;
import io.keystile.key.KeyRedactor;
import io.keystile.lifecycle.CredentialLifecycle;
import io.keystile.lifecycle.LifecycleSetup;
import io.keystile.policy.AccessPolicy;
import io.keystile.request.RequestView;
import io.keystile.store.CredentialStore;
import io.keystile.store.StoreHealth;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * First-class API keys for an HTTP API: decides about requests, and keeps the credentials that they present. One for each
 * application, safe for all its threads. Made by {@link #builder()}, plugged in by an adapter.
 */
public final class Keystile implements AutoCloseable {
    private final AccessPolicy policy;
    private final DecisionPoint decisions;
    private final DispatchPoint dispatches;
    private final FailureGate failures;
    private final AuditTrail trail;
    private final Answers answers;
    private final String realm;
    private final KeyRedactor redactor;
    private final UseRecorder uses;
    private final Stores stores;
    private final Map<Environment, CredentialLifecycle> lifecycles = new EnumMap<>(Environment.class);

    Keystile(KeystileBuilder settings) {
        this.policy = settings.policy();
        this.redactor = KeyRedactor.of(settings.formats());
        this.stores = settings.cachedStores();
        DecisionSetup setup = settings.decisionSetup(stores.all());
        this.trail = new AuditTrail(setup, redactor);
        stores.all()
                .forEach((environment, store) -> lifecycles.put(environment, lifecycle(settings, environment, store)));
        this.uses = new UseRecorder(stores.all());
        this.decisions = new DecisionPoint(setup, trail, settings.slowKeys(lifecycles), uses, settings.tokenChecks());
        this.dispatches = new DispatchPoint(policy, decisions);
        this.failures = new FailureGate(settings.failureLimiter(), setup.clientAddress());
        this.realm = settings.realm();
        this.answers = new Answers(trail, realm, settings.crossOriginHeaders(), settings.rateLimitHeaders());
        stores.start();
        uses.startEvery(settings.useInterval());
    }

    private CredentialLifecycle lifecycle(KeystileBuilder settings, Environment environment, CredentialStore store) {
        LifecycleSetup setup = new LifecycleSetup(
                environment, settings.formats(), stores.clock(environment), settings.lifecycleLimits());
        return new CredentialLifecycle(setup, store, Actor.application());
    }

    /** Settings to fill in; {@link KeystileBuilder#build()} names all that are missing. */
    public static KeystileBuilder builder() {
        return new KeystileBuilder();
    }

    /**
     * The credentials of an environment.
     *
     * @throws IllegalArgumentException if it has no store here
     */
    public CredentialLifecycle credentials(Environment environment) {
        CredentialLifecycle lifecycle = lifecycles.get(environment);
        if (lifecycle == null) {
            throw new IllegalArgumentException(
                    "there is no store for " + environment + ": Keystile.builder().store(…)");
        }
        return lifecycle;
    }

    /** The policy that decisions are made by. */
    public AccessPolicy policy() {
        return policy;
    }

    /** Decides about a request; for adapters. */
    public Decision decide(RequestView request) {
        return failures.judged(decisions.decide(request));
    }

    /** Decides about a further dispatch of a request inside its container; for adapters. */
    public Decision decideDispatch(Decision first, RequestView request) {
        return dispatches.decide(first, request);
    }

    /**
     * Decides about a client that asks for an access token: a principal, with its own key. For token endpoints, which the
     * policy leaves open. One look-up by the key's hash, then the same checks as of any request, but that there is no route.
     *
     * @param clientId the principal's id; null: not given
     * @param secret its key; null: not given
     */
    public ClientDecision authenticateClient(RequestView request, @Nullable String clientId, @Nullable String secret) {
        return failures.judgedClient(decisions.decideClient(request, clientId, secret));
    }

    /** Decides about an operator by the key in the admin plane's place, on a path that the policy leaves open. */
    public Decision authenticateOperator(RequestView request) {
        return failures.judged(decisions.decideOperator(request));
    }

    /**
     * Whether an access token that somebody asks about holds by now, and as whom. Nothing is spent, recorded or counted; the
     * asker must have been authenticated before. {@link Refused} with 503: it can't be known.
     *
     * @param request the asker's
     */
    public Decision inspectToken(RequestView request, String compact) {
        return decisions.inspectToken(request, compact);
    }

    /**
     * Records a refusal whose answer is not the uniform one but an extension's own, such as an OAuth2 error; once for each.
     *
     * @return what its {@link Answers#REFERENCE} is to say
     */
    public String record(Refused refused) {
        return trail.record(refused);
    }

    /** The same of a request that an extension refuses by itself, for that reason. */
    public String record(Reason reason, RequestView request) {
        return trail.record(decisions.refuse(reason, request));
    }

    /** The answer to a refused request, recorded for the operator; for adapters, once for each refusal. */
    public Answer answer(Refused refused) {
        return answers.of(refused);
    }

    /**
     * The same, and where it says when to come back (429, 503), scripts of a listed origin may read it; for adapters, once for each
     * refusal.
     */
    public Answer answer(Refused refused, RequestView request) {
        return answers.of(refused, decisions.readableBy(request));
    }

    /**
     * The uniform answer to a request that the application itself refuses, such as a login that failed; recorded for the
     * operator, once for each call.
     */
    public Answer answer(Reason reason, RequestView request) {
        return answers.of(decisions.refuse(reason, request));
    }

    /** The answer to a preflight; for adapters. */
    public Answer answer(Preflight preflight) {
        return answers.of(preflight);
    }

    /**
     * The uniform 400, for a request that the container refused before any filter saw it: recorded like any refusal, so that
     * its reference leads somewhere. For a container's error page.
     *
     * @param peer the connection's other end, an address without a port; null: not known
     */
    public Answer answerBadRequest(@Nullable String peer) {
        return answers.of(Refused.byContainer(peer));
    }

    /**
     * Header lines for the application's own answer, so that scripts of a listed origin may read it; none without a list. For
     * adapters.
     */
    public List<Header> crossOriginHeaders(RequestView request) {
        return decisions.knowsCrossOrigins() ? answers.readableBy(decisions.readableBy(request)) : List.of();
    }

    /**
     * Header lines for the application's own answer to a caller that is let on: {@code RateLimit-Policy} and {@code RateLimit}
     * (draft-ietf-httpapi-ratelimit-headers-11); none without limits. For adapters, once for each request.
     */
    public List<Header> rateLimitHeaders(Granted granted) {
        return answers.rateLimits(granted);
    }

    /** The same for a client that is given a token. */
    public List<Header> rateLimitHeaders(TokenGrant grant) {
        return answers.rateLimits(grant);
    }

    /** The realm of challenges. */
    public String realm() {
        return realm;
    }

    /** The refusal behind an {@code X-Decision-Ref}, if it is among this process's newest 10,000; else null. */
    public @Nullable RefusedEvent explain(String reference) {
        return trail.explain(reference);
    }

    /** Counts since the start, for the application's metrics. */
    public Figures figures() {
        return new Figures(decisions.legacyKeys(), trail.listenerFailures(), stores.figures());
    }

    /**
     * Whether requests may be sent here: every store's changes have been read once. Stays true in an outage: a node that can
     * answer 503 is not better restarted. For an orchestrator's readiness probe.
     */
    public boolean ready() {
        return health().stores().values().stream().noneMatch(store -> store.state() == StoreHealth.State.STARTING);
    }

    /** How the stores look from here, now. */
    public Health health() {
        return stores.health();
    }

    /** For the application's own logs: takes keys of ours out of any text. */
    public KeyRedactor redactor() {
        return redactor;
    }

    /**
     * Ends what this object has started, its threads among them, after it wrote the last times of use: within 5 seconds. Keys
     * of stores that are not local get 503 soon. Stores stay open, whoever made them closes them: afterwards.
     */
    @Override
    public void close() {
        uses.close();
        stores.close();
    }
}
