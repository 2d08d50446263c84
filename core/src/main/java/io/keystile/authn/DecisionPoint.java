package io.keystile.authn;

import io.keystile.cache.KeySource;
import io.keystile.cache.LookUpRefusedException;
import io.keystile.credential.Credential;
import io.keystile.credential.Plane;
import io.keystile.key.Environment;
import io.keystile.key.ImportedFormat;
import io.keystile.key.KeyHash;
import io.keystile.key.KeyShape;
import io.keystile.net.IpAddress;
import io.keystile.policy.AccessPolicy;
import io.keystile.policy.Judgement;
import io.keystile.policy.Need;
import io.keystile.request.CredentialReader;
import io.keystile.request.Presented;
import io.keystile.request.RequestView;
import io.keystile.request.Target;
import io.keystile.store.KeyMatch;
import io.keystile.store.StoreUnavailableException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the decision about one request (the policy decision point, NIST SP 800-162 §2.3). Read {@link #decide} and {@link
 * #decideKey} from top to bottom: the order of the checks is the promise. Every way out that is not granted at its end is a
 * refusal. Thread-safe, and without a lock.
 */
public final class DecisionPoint {
    private static final Logger LOG = LoggerFactory.getLogger(DecisionPoint.class);

    private static final int COST_OF_A_REFUSAL = 1;

    private final DecisionSetup setup;
    private final AccessPolicy policy;
    private final CredentialReader reader;
    private final Map<Environment, KeySource> sources = new EnumMap<>(Environment.class);
    private final CrossOrigin crossOrigin;
    private final OperatorKeys operators;
    private final CallerAddress addresses;
    private final Function<RequestView, @Nullable IpAddress> addressOf;
    private final RateGate rates;
    private final Standing standing;
    private final Recheck again;
    private final AuditTrail trail;
    private final SlowKeys slowKeys;
    private final UseRecorder uses;
    private final LongAdder legacyKeys = new LongAdder();

    /**
     * Decides by these settings.
     *
     * @param slowKeys for formats that have slow hashes
     * @param uses told of each key that was let in
     * @throws IllegalArgumentException if a cross origin is none
     */
    public DecisionPoint(DecisionSetup setup, AuditTrail trail, SlowKeys slowKeys, UseRecorder uses) {
        this.setup = setup;
        this.policy = setup.policy();
        this.reader = new CredentialReader(policy.places(), setup.formats());
        setup.stores().forEach((e, store) -> sources.put(e, KeySource.of(store, setup.clock())));
        this.crossOrigin = new CrossOrigin(setup.crossOrigins());
        this.operators = new OperatorKeys(setup.operators());
        this.addresses = new CallerAddress(setup.clientAddress());
        this.addressOf = addresses::of;
        this.rates = new RateGate(setup.rateLimiter(), setup.rateLimiterOutage());
        this.standing = new Standing(setup.clientTenancy());
        this.again = new Recheck(sources, operators, standing, setup.clock());
        this.trail = trail;
        this.slowKeys = slowKeys;
        this.uses = uses;
    }

    /** Decides about a request. */
    public Decision decide(RequestView request) {
        Target target = Target.parse(request.rawTarget(), request.contextPath());
        if (target == null) {
            return Refused.of(Reason.AMBIGUOUS_TARGET, request, null, null);
        }
        Judgement judgement =
                request.isRoutedBy(target.path()) ? policy.judge(request.method(), target) : Judgement.ambiguous();
        if (judgement.kind() == Judgement.Kind.OUTSIDE) {
            return Unguarded.OUTSIDE;
        }
        if (judgement.kind() == Judgement.Kind.OPEN) {
            return Unguarded.PUBLIC;
        }
        if (crossOrigin.isPreflight(request)) {
            Preflight preflight = crossOrigin.answer(request);
            return preflight != null ? preflight : Refused.of(Reason.FOREIGN_ORIGIN, request, target, null);
        }
        Presented presented = reader.read(request, judgement.planes(), judgement.sessionsWelcome());
        if (presented.kind() == Presented.Kind.NONE) {
            return decideSession(request, target, judgement);
        }
        if (judgement.kind() == Judgement.Kind.SESSION_ONLY) {
            return Refused.of(Reason.SESSION_ONLY, request, target, null);
        }
        return switch (presented.kind()) {
            case KEY -> decideKey(request, target, judgement, presented);
            case SEVERAL -> Refused.of(Reason.SEVERAL_CREDENTIALS, request, target, null);
            case MALFORMED -> Refused.of(Reason.MALFORMED_KEY, request, target, null);
            case TOKEN ->
                Refused.of(judgement.keyOnly() ? Reason.TOKEN_NOT_TAKEN : Reason.BAD_TOKEN, request, target, null);
            case MISPLACED, NONE -> Refused.of(Reason.MISPLACED_CREDENTIAL, request, target, null);
        };
    }

    /** No credential: only a session can go on, and only where one is welcome. */
    private Decision decideSession(RequestView request, Target target, Judgement judgement) {
        if (!judgement.sessionsWelcome() || !request.hasSession()) {
            return Refused.of(Reason.NO_CREDENTIAL, request, target, null);
        }
        SessionGuard guard = setup.sessionGuard();
        if (guard == null || !guard.admits(request)) {
            return Refused.of(Reason.FOREIGN_ORIGIN, request, target, null);
        }
        return Unguarded.SESSION;
    }

    private Decision decideKey(RequestView request, Target target, Judgement judgement, Presented presented) {
        KeyHash hash = KeyHash.of(presented.value());
        if (presented.planes().contains(Plane.ADMIN) && judgement.planes().contains(Plane.ADMIN)) {
            OperatorKey operator = operators.find(hash);
            if (operator != null || presented.shape() == null) {
                return decideOperator(request, target, judgement, presented.shape(), operator);
            }
        }
        KeyShape shape = presented.shape();
        KeySource source = shape == null ? null : sources.get(shape.environment());
        if (shape == null || source == null) {
            return Refused.of(Reason.ENVIRONMENT_NOT_SERVED, request, target, null);
        }
        KeyFound found;
        try {
            found = find(request, judgement, presented, hash, shape, source);
        } catch (RuntimeException e) {
            KeyMatch kept = SlowKeys.ofWholeKey(source.underGrace(hash));
            boolean stands = reasonAgainst(kept, shape, judgement, presented, source.millis()) == null;
            Decision decision =
                    kept == null || !stands ? null : decideMatch(request, target, judgement, hash, shape, kept);
            // Old knowledge lets a key on and refuses none: whatever isn't granted gets the same answer.
            return decision instanceof Granted ? decision : unavailable(e, request, target);
        }
        KeyMatch match = found.match();
        if (match == null || found.against() != null) {
            Reason against = found.against();
            return Refused.of(against == null ? Reason.UNKNOWN_KEY : against, request, target, match);
        }
        return decideMatch(request, target, judgement, hash, shape, match);
    }

    /** The checks of a live key in a plane that the route admits. */
    private Decision decideMatch(
            RequestView request, Target target, Judgement judgement, KeyHash hash, KeyShape shape, KeyMatch match) {
        Credential credential = match.credential();
        Plane plane = standing.planeAt(judgement, credential);
        Need need = plane == null ? null : judgement.need(plane);
        String owner;
        try {
            owner = plane == null ? null : standing.ownerOn(plane, credential);
        } catch (RuntimeException e) {
            return unavailable(e, request, target);
        }
        if (plane == null || need == null || owner == null) {
            return Refused.of(Reason.WRONG_PLANE, request, target, match);
        }
        Reason address = addresses.reasonAgainst(credential.allowlist(), request);
        if (address != null) {
            return Refused.of(address, request, target, match);
        }
        boolean met = need.isMetBy(credential.access());
        RateVerdict rate = rates.spend(match, met ? judgement.cost() : COST_OF_A_REFUSAL);
        if (!(rate instanceof RateVerdict.Within within)) {
            return overRate(rate, request, target, match);
        }
        if (judgement.kind() == Judgement.Kind.AMBIGUOUS) {
            return Refused.of(Reason.AMBIGUOUS_ROUTE, request, target, match);
        }
        if (!met) {
            boolean unmapped = judgement.kind() == Judgement.Kind.UNMAPPED;
            return Refused.of(unmapped ? Reason.UNMAPPED_ROUTE : Reason.SCOPE_MISSING, request, target, match);
        }
        Caller caller = Caller.as(
                plane, owner, again, credential, Via.of(match), match.key().generation());
        if (shape.isLegacy()) {
            legacyKeys.increment();
        }
        slowKeys.settle(match, hash, shape);
        uses.note(match, setup.clock().millis());
        return trail.granted(new Granted(caller, within.quotas()), request, target);
    }

    /** What the key finds, and what speaks against it: these causes stay secret, so all of them take the same way. */
    private KeyFound find(
            RequestView request,
            Judgement judgement,
            Presented presented,
            KeyHash hash,
            KeyShape shape,
            KeySource source) {
        KeyMatch match = SlowKeys.ofWholeKey(source.find(hash, request, addressOf));
        Reason against = reasonAgainst(match, shape, judgement, presented, source.millis());
        ImportedFormat slow = against == null ? null : SlowKeys.slowFormat(shape);
        if (slow == null) {
            return new KeyFound(against, match);
        }
        KeyFound checked = slowKeys.check(
                slow, presented.value(), hash, addresses.of(request), id -> source.find(id, request, addressOf));
        return checked.against() != null
                ? checked
                : new KeyFound(
                        reasonAgainst(checked.match(), shape, judgement, presented, source.millis()), checked.match());
    }

    private @Nullable Reason reasonAgainst(
            @Nullable KeyMatch match, KeyShape shape, Judgement judgement, Presented presented, long nowMillis) {
        Reason dead = Liveness.reasonAgainst(match, shape.environment(), nowMillis);
        if (match == null || dead != null) {
            return dead == null ? Reason.UNKNOWN_KEY : dead;
        }
        Plane plane = standing.planeAt(judgement, match.credential());
        return plane == null || !presented.planes().contains(plane) ? Reason.WRONG_PLANE : null;
    }

    private Decision decideOperator(
            RequestView request,
            Target target,
            Judgement judgement,
            @Nullable KeyShape shape,
            @Nullable OperatorKey operator) {
        if (operator == null) {
            return Refused.of(Reason.UNKNOWN_KEY, request, target, null);
        }
        if (Liveness.isPast(operator.end(), setup.clock().millis())) {
            return refuseEnded(request, target, shape, operator);
        }
        Reason address = addresses.reasonAgainst(operator.allowlist(), request);
        if (address != null) {
            return Refused.of(address, request, target, null);
        }
        if (judgement.kind() == Judgement.Kind.AMBIGUOUS) {
            return Refused.of(Reason.AMBIGUOUS_ROUTE, request, target, null);
        }
        return trail.granted(new Granted(Caller.operator(again, operator.operator()), List.of()), request, target);
    }

    /** That it was an operator's is secret: a key by its shape costs a look-up and meets outages, as unknown ones do. */
    private Refused refuseEnded(RequestView request, Target target, @Nullable KeyShape shape, OperatorKey operator) {
        KeySource source = shape == null ? null : sources.get(shape.environment());
        try {
            if (source != null) {
                source.find(operator.hash(), request, addressOf);
            }
        } catch (RuntimeException e) {
            return unavailable(e, request, target);
        }
        return Refused.of(Reason.ADMIN_KEY_ENDED, request, target, null);
    }

    /** How often a key in the legacy form was let in. */
    public long legacyKeys() {
        return legacyKeys.sum();
    }

    /** A refusal that the application makes itself, in a place that no decision covers. */
    public Refused refuse(Reason reason, RequestView request) {
        return Refused.of(reason, request, Target.parse(request.rawTarget(), request.contextPath()), null);
    }

    /** Whether any origin's scripts may read answers. */
    public boolean knowsCrossOrigins() {
        return crossOrigin.isConfigured();
    }

    /** The request's origin, if it is one whose scripts may read the answer; else null. */
    public @Nullable String readableBy(RequestView request) {
        return crossOrigin.listedOrigin(request);
    }

    private static Refused overRate(RateVerdict rate, RequestView request, Target target, KeyMatch match) {
        if (rate instanceof RateVerdict.Over over) {
            Refusal refusal = new Refusal(Refusal.Kind.RATE_LIMITED, over.retryAfter(), over.quotas());
            return new Refused(refusal, Reason.RATE_EXCEEDED, request, target.path(), match);
        }
        return Refused.of(Reason.RATE_LIMITER_UNAVAILABLE, request, target, match);
    }

    // A store that fails in a way of its own can't be asked either: no answer is not the answer "unknown".
    private static Refused unavailable(RuntimeException e, RequestView request, Target target) {
        if (e instanceof LookUpRefusedException) {
            return Refused.of(Reason.LOOK_UPS_EXCEEDED, request, target, null);
        }
        if (!(e instanceof StoreUnavailableException)) {
            LOG.error("The credential store failed", e);
        }
        return Refused.of(Reason.STORE_UNAVAILABLE, request, target, null);
    }
}
