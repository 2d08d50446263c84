package io.keystile.authn;

import io.keystile.credential.Access;
import io.keystile.credential.Credential;
import io.keystile.credential.Plane;
import io.keystile.credential.StoredKey;
import io.keystile.credential.Tenant;
import io.keystile.key.Environment;
import io.keystile.key.KeyHash;
import io.keystile.key.KeyShape;
import io.keystile.net.AddressRanges;
import io.keystile.net.IpAddress;
import io.keystile.policy.AccessPolicy;
import io.keystile.policy.Judgement;
import io.keystile.policy.Need;
import io.keystile.request.CredentialReader;
import io.keystile.request.Presented;
import io.keystile.request.RequestView;
import io.keystile.request.Target;
import io.keystile.store.CredentialStore;
import io.keystile.store.KeyMatch;
import io.keystile.store.StoreUnavailableException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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

    private final DecisionSetup setup;
    private final AccessPolicy policy;
    private final CredentialReader reader;
    private final Map<Environment, CredentialStore> stores = new EnumMap<>(Environment.class);
    private final CrossOrigin crossOrigin;
    private final OperatorKeys operators;
    private final List<DecisionListener> grantedListeners;

    /** @throws IllegalArgumentException if a cross origin is none */
    public DecisionPoint(DecisionSetup setup) {
        this.setup = setup;
        this.policy = setup.policy();
        this.reader = new CredentialReader(policy.places(), setup.formats());
        this.stores.putAll(setup.stores());
        this.crossOrigin = new CrossOrigin(setup.crossOrigins());
        this.operators = new OperatorKeys(setup.operators());
        this.grantedListeners = setup.listeners().stream()
                .filter(DecisionListener::wantsGranted)
                .toList();
    }

    /** Decides about a request. */
    public Decision decide(RequestView request) {
        Target target = Target.parse(request.rawTarget(), request.contextPath());
        if (target == null) {
            return refuse(Reason.AMBIGUOUS_TARGET, request, null, null);
        }
        Judgement judgement = policy.judge(request.method(), target);
        if (judgement.kind() == Judgement.Kind.AMBIGUOUS) {
            return refuse(Reason.AMBIGUOUS_TARGET, request, target, null);
        }
        if (!request.isRoutedBy(target.path())) {
            return refuse(Reason.ROUTED_ELSEWHERE, request, target, null);
        }
        if (judgement.kind() == Judgement.Kind.OUTSIDE) {
            return Unguarded.OUTSIDE;
        }
        if (judgement.kind() == Judgement.Kind.OPEN) {
            return Unguarded.PUBLIC;
        }
        if (crossOrigin.isPreflight(request)) {
            Preflight preflight = crossOrigin.answer(request);
            return preflight != null ? preflight : refuse(Reason.FOREIGN_ORIGIN, request, target, null);
        }
        Presented presented = reader.read(request, judgement.planes(), judgement.sessionsWelcome());
        if (presented.kind() == Presented.Kind.NONE) {
            return decideSession(request, target, judgement);
        }
        if (judgement.kind() == Judgement.Kind.SESSION_ONLY) {
            return refuse(Reason.SESSION_ONLY, request, target, null);
        }
        return switch (presented.kind()) {
            case KEY -> decideKey(request, target, judgement, presented);
            case SEVERAL -> refuse(Reason.SEVERAL_CREDENTIALS, request, target, null);
            case MALFORMED -> refuse(Reason.MALFORMED_KEY, request, target, null);
            case TOKEN -> refuse(
                    judgement.keyOnly() ? Reason.TOKEN_NOT_TAKEN : Reason.BAD_TOKEN, request, target, null);
            case MISPLACED, NONE -> refuse(Reason.MISPLACED_CREDENTIAL, request, target, null);
        };
    }

    /** No credential: only a session can go on, and only where one is welcome. */
    private Decision decideSession(RequestView request, Target target, Judgement judgement) {
        if (!judgement.sessionsWelcome() || !request.hasSession()) {
            return refuse(Reason.NO_CREDENTIAL, request, target, null);
        }
        SessionGuard guard = setup.sessionGuard();
        if (guard == null || !guard.admits(request)) {
            return refuse(Reason.FOREIGN_ORIGIN, request, target, null);
        }
        return Unguarded.SESSION;
    }

    private Decision decideKey(RequestView request, Target target, Judgement judgement, Presented presented) {
        KeyHash hash = KeyHash.of(presented.value());
        if (presented.planes().contains(Plane.ADMIN) && judgement.planes().contains(Plane.ADMIN)) {
            OperatorKey operator = operators.find(hash);
            if (operator != null || presented.shape() == null) {
                return decideOperator(request, target, operator);
            }
        }
        KeyShape shape = presented.shape();
        CredentialStore store = shape == null ? null : stores.get(shape.environment());
        if (shape == null || store == null) {
            return refuse(Reason.ENVIRONMENT_NOT_SERVED, request, target, null);
        }
        KeyMatch match;
        try {
            match = store.findByKey(hash);
        } catch (RuntimeException e) {
            return unavailable(e, request, target);
        }
        Reason dead = Liveness.reasonAgainst(match, shape.environment(), setup.clock().millis());
        if (match == null || dead != null) {
            return refuse(dead == null ? Reason.UNKNOWN_KEY : dead, request, target, match);
        }
        Credential credential = match.credential();
        Need need = judgement.need(credential.plane());
        if (need == null || !presented.planes().contains(credential.plane())) {
            return refuse(Reason.WRONG_PLANE, request, target, match);
        }
        Reason address = reasonAgainstAddress(credential.allowlist(), request);
        if (address != null) {
            return refuse(address, request, target, match);
        }
        RateVerdict rate = spend(match, judgement.cost());
        if (!(rate instanceof RateVerdict.Within within)) {
            return overRate(rate, request, target, match);
        }
        if (!isMet(need, credential.access())) {
            boolean unmapped = judgement.kind() == Judgement.Kind.UNMAPPED;
            return refuse(unmapped ? Reason.UNMAPPED_ROUTE : Reason.SCOPE_MISSING, request, target, match);
        }
        Via via = match.isPrevious() ? Via.PREVIOUS_KEY : Via.KEY;
        Caller caller = Caller.of(this, credential, via, match.key().generation());
        return granted(new Granted(caller, within.quotas()), request, target);
    }

    private Decision decideOperator(RequestView request, Target target, @Nullable OperatorKey operator) {
        if (operator == null) {
            return refuse(Reason.UNKNOWN_KEY, request, target, null);
        }
        if (Liveness.isPast(operator.end(), setup.clock().millis())) {
            return refuse(Reason.ADMIN_KEY_ENDED, request, target, null);
        }
        Reason address = reasonAgainstAddress(operator.allowlist(), request);
        if (address != null) {
            return refuse(address, request, target, null);
        }
        return granted(new Granted(Caller.operator(this, operator.operator()), List.of()), request, target);
    }

    /**
     * Decides about a request's further dispatch to another target inside the container (FORWARD, INCLUDE): the same caller,
     * no second charge; a request that had no caller yet is decided as new.
     *
     * @param first what was decided about the request, not a refusal
     * @param request the same request with the dispatch's target
     */
    public Decision decideDispatch(Decision first, RequestView request) {
        Target target = Target.parse(request.rawTarget(), request.contextPath());
        if (target == null) {
            return refuse(Reason.AMBIGUOUS_TARGET, request, null, null);
        }
        Judgement judgement = policy.judge(request.method(), target);
        switch (judgement.kind()) {
            case OUTSIDE:
            case OPEN:
                return first;
            case AMBIGUOUS:
                return refuse(Reason.AMBIGUOUS_TARGET, request, target, null);
            default:
                break;
        }
        if (first == Unguarded.SESSION) {
            return judgement.sessionsWelcome() ? first : refuse(Reason.NO_CREDENTIAL, request, target, null);
        }
        if (!(first instanceof Granted granted)) {
            return decide(request);
        }
        Caller caller = granted.caller();
        Need need = judgement.need(caller.plane());
        if (need == null) {
            return refuse(Reason.WRONG_PLANE, request, target, null);
        }
        if (judgement.keyOnly() && caller.via() == Via.TOKEN) {
            return refuse(Reason.TOKEN_NOT_TAKEN, request, target, null);
        }
        return isMet(need, caller.access()) ? first : refuse(Reason.SCOPE_MISSING, request, target, null);
    }

    /** @see Caller#recheck() */
    @Nullable Caller recheck(Caller caller) {
        long now = setup.clock().millis();
        Credential judged = caller.record();
        if (judged == null) {
            return operators.isLive(caller.owner(), now) ? caller : null;
        }
        CredentialStore store = stores.get(judged.environment());
        Credential credential = store == null ? null : store.findById(judged.id());
        Tenant tenant = store == null ? null : store.findTenant(judged.tenant());
        StoredKey key = credential == null ? null : credential.keys().ofGeneration(caller.generation());
        if (credential == null || tenant == null || key == null) {
            return null;
        }
        KeyMatch match = new KeyMatch(credential, tenant, key);
        // The address is not at hand any more: an allowlist other than the one it was judged by ends the caller.
        if (Liveness.reasonAgainst(match, judged.environment(), now) != null
                || !credential.allowlist().equals(judged.allowlist())) {
            return null;
        }
        Via via = caller.via() == Via.TOKEN ? Via.TOKEN : match.isPrevious() ? Via.PREVIOUS_KEY : Via.KEY;
        return Caller.of(this, credential, via, caller.generation());
    }

    /** The request's origin, if it is one whose scripts may read the answer; else null. */
    public @Nullable String readableBy(RequestView request) {
        return crossOrigin.listedOrigin(request);
    }

    private @Nullable Reason reasonAgainstAddress(AddressRanges allowlist, RequestView request) {
        if (allowlist.isEmpty()) {
            return null;
        }
        String header = setup.clientAddress().header();
        IpAddress address = setup.clientAddress()
                .resolve(
                        request.peerAddress(),
                        header == null ? List.of() : request.headers(header),
                        request.peerAddressRewritten());
        if (address == null) {
            return Reason.ADDRESS_UNKNOWN;
        }
        return allowlist.contains(address) ? null : Reason.ADDRESS_NOT_ALLOWED;
    }

    private RateVerdict spend(KeyMatch match, int cost) {
        RateLimiter limiter = setup.rateLimiter();
        if (limiter == null) {
            return UNLIMITED;
        }
        Credential credential = match.credential();
        RateVerdict verdict = limiter.spend(credential.environment(), match.tenant(), credential, cost);
        boolean letOn = verdict instanceof RateVerdict.Unknown
                && setup.rateLimiterOutage() == RateLimiterOutage.FAIL_OPEN;
        return letOn ? UNLIMITED : verdict;
    }

    private static final RateVerdict.Within UNLIMITED = new RateVerdict.Within(List.of());

    private static Refused overRate(RateVerdict rate, RequestView request, Target target, KeyMatch match) {
        if (rate instanceof RateVerdict.Over over) {
            Refusal refusal = new Refusal(Refusal.Kind.RATE_LIMITED, over.retryAfter(), over.quotas());
            return new Refused(refusal, Reason.RATE_EXCEEDED, request, target.path(), match);
        }
        return refuse(Reason.RATE_LIMITER_UNAVAILABLE, request, target, match);
    }

    private static boolean isMet(Need need, Access access) {
        if (access.isFull()) {
            return true;
        }
        if (need.fullAccessOnly()) {
            return false;
        }
        List<String> scopes = need.scopes();
        for (int i = 0; i < scopes.size(); i++) {
            if (!access.covers(scopes.get(i))) {
                return false;
            }
        }
        return true;
    }

    private Decision granted(Granted granted, RequestView request, Target target) {
        for (int i = 0; i < grantedListeners.size(); i++) {
            try {
                grantedListeners
                        .get(i)
                        .onGranted(new GrantedEvent(
                                setup.clock().instant(), granted.caller(), request.method(), target.path()));
            } catch (RuntimeException e) {
                LOG.warn("A decision listener failed: {}", e.getClass().getName());
            }
        }
        return granted;
    }

    // A store that fails in a way of its own can't be asked either: no answer is not the answer "unknown".
    private static Refused unavailable(RuntimeException e, RequestView request, Target target) {
        if (!(e instanceof StoreUnavailableException)) {
            LOG.error("The credential store failed", e);
        }
        return refuse(Reason.STORE_UNAVAILABLE, request, target, null);
    }

    private static Refused refuse(
            Reason reason, RequestView request, @Nullable Target target, @Nullable KeyMatch match) {
        return new Refused(reason.refusal(), reason, request, target == null ? null : target.path(), match);
    }
}
