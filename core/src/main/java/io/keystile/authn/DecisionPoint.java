package io.keystile.authn;

import io.keystile.cache.KeySource;
import io.keystile.credential.Plane;
import io.keystile.key.Environment;
import io.keystile.key.KeyHash;
import io.keystile.key.KeyShape;
import io.keystile.policy.AccessPolicy;
import io.keystile.policy.Judgement;
import io.keystile.policy.Need;
import io.keystile.request.CredentialReader;
import io.keystile.request.Presented;
import io.keystile.request.PresentedKey;
import io.keystile.request.PresentedToken;
import io.keystile.request.RequestView;
import io.keystile.request.Target;
import io.keystile.store.KeyMatch;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Makes the decision about one request (the policy decision point, NIST SP 800-162 §2.3). Read {@link #decide}, then {@link
 * #decideKey} or {@link TokenPoint}, then {@link Passage} from top to bottom: the order of the checks is the promise. Every way
 * out that is not granted at its end is a refusal. Thread-safe, and without a lock.
 */
public final class DecisionPoint {
    private final DecisionSetup setup;
    private final AccessPolicy policy;
    private final CredentialReader reader;
    private final Map<Environment, KeySource> sources = new EnumMap<>(Environment.class);
    private final CrossOrigin crossOrigin;
    private final Standing standing;
    private final Recheck again;
    private final SlowKeys slowKeys;
    private final KeySearch search;
    private final KnownCallers callers;
    private final Passage passage;
    private final OperatorPoint operators;
    private final TokenPoint tokens;
    private final ClientPoint clients;
    private final LongAdder legacyKeys = new LongAdder();

    /**
     * Decides by these settings.
     *
     * @param slowKeys for formats that have slow hashes
     * @param uses told of each key that was let in
     * @param tokenChecks what tells whose an access token is
     * @throws IllegalArgumentException if a cross origin is none
     */
    public DecisionPoint(
            DecisionSetup setup, AuditTrail trail, SlowKeys slowKeys, UseRecorder uses, TokenChecks tokenChecks) {
        this.setup = setup;
        this.policy = setup.policy();
        this.reader = new CredentialReader(policy.places(), setup.formats());
        setup.stores().forEach((e, store) -> sources.put(e, KeySource.of(store, setup.clock())));
        this.crossOrigin = new CrossOrigin(setup.crossOrigins());
        this.standing = new Standing(setup.clientTenancy());
        OperatorKeys operatorKeys = new OperatorKeys(setup.operators());
        this.again = new Recheck(sources, operatorKeys, standing, setup.clock());
        this.callers = new KnownCallers(policy, standing, again);
        this.slowKeys = slowKeys;
        CallerAddress addresses = new CallerAddress(setup.clientAddress());
        this.search = new KeySearch(slowKeys, addresses);
        RateGate rates = new RateGate(setup.rateLimiter(), setup.rateLimiterOutage());
        this.passage = new Passage(addresses, rates, uses, trail);
        this.operators = new OperatorPoint(operatorKeys, sources, addresses, passage, again, setup.clock());
        this.tokens = new TokenPoint(tokenChecks, policy, sources, addresses, passage, again);
        this.clients = new ClientPoint(setup.formats(), sources, search, passage);
    }

    /** Decides about a request. */
    public Decision decide(RequestView request) {
        Target target = Target.parse(request.rawTarget(), request.contextPath());
        if (target == null) {
            return Refused.of(Reason.AMBIGUOUS_TARGET, request, null, null);
        }
        String path = target.path();
        Judgement judgement = request.isRoutedBy(path) ? policy.judge(request.method(), target) : Judgement.ambiguous();
        if (judgement.kind() == Judgement.Kind.OUTSIDE) {
            return Unguarded.OUTSIDE;
        }
        if (judgement.kind() == Judgement.Kind.OPEN) {
            return Unguarded.PUBLIC;
        }
        if (crossOrigin.isPreflight(request)) {
            Preflight preflight = crossOrigin.answer(request);
            return preflight != null ? preflight : Refused.of(Reason.FOREIGN_ORIGIN, request, path, null);
        }
        Presented presented = reader.read(request, judgement.planes(), judgement.sessionsWelcome());
        if (presented == Presented.NONE) {
            return decideSession(request, path, judgement);
        }
        if (judgement.kind() == Judgement.Kind.SESSION_ONLY) {
            return Refused.of(Reason.SESSION_ONLY, request, path, null);
        }
        if (presented instanceof PresentedKey key) {
            return decideKey(request, path, judgement, key);
        }
        if (presented instanceof PresentedToken token) {
            return tokens.decide(request, path, judgement, token);
        }
        return Refused.of(reasonAgainst(presented), request, path, null);
    }

    private static Reason reasonAgainst(Presented presented) {
        return switch (presented.kind()) {
            case SEVERAL -> Reason.SEVERAL_CREDENTIALS;
            case MALFORMED -> Reason.MALFORMED_KEY;
            default -> Reason.MISPLACED_CREDENTIAL;
        };
    }

    /** No credential: only a session can go on, and only where one is welcome. */
    private Decision decideSession(RequestView request, String path, Judgement judgement) {
        if (!judgement.sessionsWelcome() || !request.hasSession()) {
            return Refused.of(Reason.NO_CREDENTIAL, request, path, null);
        }
        SessionGuard guard = setup.sessionGuard();
        if (guard == null || !guard.admits(request)) {
            return Refused.of(Reason.FOREIGN_ORIGIN, request, path, null);
        }
        return Unguarded.SESSION;
    }

    private Decision decideKey(RequestView request, String path, Judgement judgement, PresentedKey presented) {
        String key = presented.value();
        KeyShape shape = presented.shape();
        KeyHash hash = shape == null ? KeyHash.of(key) : KeyHash.ofWellFormed(key);
        if (presented.planes().has(Plane.ADMIN) && judgement.planes().has(Plane.ADMIN)) {
            Decision operator = operators.decide(request, path, judgement, shape, hash);
            if (operator != null) {
                return operator;
            }
        }
        KeySource source = shape == null ? null : sources.get(shape.environment());
        if (shape == null || source == null) {
            return Refused.of(Reason.ENVIRONMENT_NOT_SERVED, request, path, null);
        }
        KeyMatch match;
        Reason against;
        long nowMillis;
        try {
            long wallMillis = source.wallMillis();
            match = search.lookUp(request, hash, source, wallMillis);
            nowMillis = source.storeMillis(wallMillis);
            against = Liveness.reasonAgainst(match, shape.environment(), nowMillis);
            if (match != null && against == null) {
                against = reasonAtDoor(judgement, presented, match);
            }
            if (against != null && SlowKeys.slowFormat(shape) != null) {
                KeyFound checked = checkSlowly(request, judgement, presented, hash, shape, source);
                match = checked.match();
                against = checked.against();
                nowMillis = checked.atMillis();
            }
        } catch (RuntimeException e) {
            return decideUnderGrace(e, request, path, judgement, presented, hash, shape, source);
        }
        if (match == null || against != null) {
            return Refused.of(against == null ? Reason.UNKNOWN_KEY : against, request, path, match);
        }
        return decideMatch(request, path, judgement, key, shape, match, nowMillis);
    }

    private KeyFound checkSlowly(
            RequestView request,
            Judgement judgement,
            PresentedKey presented,
            KeyHash hash,
            KeyShape shape,
            KeySource source) {
        KeySearch.Door door = proved -> reasonAtDoor(judgement, presented, proved);
        return search.check(request, presented.value(), hash, shape, source, door);
    }

    /** The store can't be asked. Old knowledge lets a key on and refuses none: whatever isn't granted gets the same answer. */
    private Decision decideUnderGrace(
            RuntimeException cause,
            RequestView request,
            String path,
            Judgement judgement,
            PresentedKey presented,
            KeyHash hash,
            KeyShape shape,
            KeySource source) {
        KeyMatch kept = search.underGrace(hash, shape, source, live -> reasonAtDoor(judgement, presented, live));
        Decision decision = kept == null
                ? null
                : decideMatch(request, path, judgement, presented.value(), shape, kept, source.millis());
        return decision instanceof Granted ? decision : Outages.ofStore(cause, request, path);
    }

    /** Null: the credential may enter the route, by the place where it was presented. */
    private @Nullable Reason reasonAtDoor(Judgement judgement, PresentedKey presented, KeyMatch live) {
        Plane plane = standing.planeAt(judgement, live.plane());
        return plane == null || !presented.planes().has(plane) ? Reason.WRONG_PLANE : null;
    }

    /** A live key in a plane that the route admits: as whom it goes on, and whether it may. */
    private Decision decideMatch(
            RequestView request,
            String path,
            Judgement judgement,
            String key,
            KeyShape shape,
            KeyMatch match,
            long nowMillis) {
        Plane plane = standing.planeAt(judgement, match.plane());
        Need need = plane == null ? null : judgement.need(plane);
        Granted onward;
        try {
            onward = plane == null ? null : callers.of(match, plane);
        } catch (RuntimeException e) {
            return Outages.ofStore(e, request, path);
        }
        if (plane == null || need == null || onward == null) {
            return Refused.of(Reason.WRONG_PLANE, request, path, match);
        }
        Decision decision = passage.decide(request, path, judgement, need, match, onward, nowMillis);
        if (decision instanceof Granted) {
            finish(match, key, shape);
        }
        return decision;
    }

    private void finish(KeyMatch match, String key, KeyShape shape) {
        if (shape.isLegacy()) {
            legacyKeys.increment();
        }
        slowKeys.settle(match, key, shape);
    }

    /**
     * Decides about a client that asks for an access token, with the id of a principal and its key.
     *
     * @param clientId null: not given
     * @param secret null: not given
     */
    public ClientDecision decideClient(RequestView request, @Nullable String clientId, @Nullable String secret) {
        Target target = Target.parse(request.rawTarget(), request.contextPath());
        return target == null
                ? Refused.of(Reason.AMBIGUOUS_TARGET, request, null, null)
                : clients.decide(request, target.path(), clientId, secret, this::finish);
    }

    /** Decides about an operator, in a place that the policy leaves open, by the key in the admin plane's place. */
    public Decision decideOperator(RequestView request) {
        Target target = Target.parse(request.rawTarget(), request.contextPath());
        return target == null
                ? Refused.of(Reason.AMBIGUOUS_TARGET, request, null, null)
                : operators.decide(request, target.path(), reader);
    }

    /**
     * Whether an access token that somebody asks about would be let in somewhere by now, and as whom. No use of it: not its
     * address but the asker's is known, and nothing is spent or recorded.
     */
    public Decision inspectToken(RequestView request, String compact) {
        Target target = Target.parse(request.rawTarget(), request.contextPath());
        return target == null
                ? Refused.of(Reason.AMBIGUOUS_TARGET, request, null, null)
                : tokens.inspect(request, target.path(), compact);
    }

    /** How often a key in the legacy form was let in. */
    public long legacyKeys() {
        return legacyKeys.sum();
    }

    /** A refusal that the application makes itself, in a place that no decision covers. */
    public Refused refuse(Reason reason, RequestView request) {
        Target target = Target.parse(request.rawTarget(), request.contextPath());
        return Refused.of(reason, request, target == null ? null : target.path(), null);
    }

    /** Whether any origin's scripts may read answers. */
    public boolean knowsCrossOrigins() {
        return crossOrigin.isConfigured();
    }

    /** The request's origin, if it is one whose scripts may read the answer; else null. */
    public @Nullable String readableBy(RequestView request) {
        return crossOrigin.listedOrigin(request);
    }
}
