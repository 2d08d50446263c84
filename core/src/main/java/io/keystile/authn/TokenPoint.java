package io.keystile.authn;

import io.keystile.cache.KeySource;
import io.keystile.credential.Access;
import io.keystile.credential.Credential;
import io.keystile.credential.Plane;
import io.keystile.key.Environment;
import io.keystile.policy.AccessPolicy;
import io.keystile.policy.Judgement;
import io.keystile.policy.Need;
import io.keystile.request.PresentedToken;
import io.keystile.request.RequestView;
import io.keystile.store.KeyMatch;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides about access tokens: what they say, and then, with each use, what their credential still may. */
final class TokenPoint {
    private final TokenChecks checks;
    private final AccessPolicy policy;
    private final Map<Environment, KeySource> sources;
    private final CallerAddress addresses;
    private final Passage passage;
    private final Recheck again;

    TokenPoint(
            TokenChecks checks,
            AccessPolicy policy,
            Map<Environment, KeySource> sources,
            CallerAddress addresses,
            Passage passage,
            Recheck again) {
        this.checks = checks;
        this.policy = policy;
        this.sources = sources;
        this.addresses = addresses;
        this.passage = passage;
        this.again = again;
    }

    Decision decide(RequestView request, String path, Judgement judgement, PresentedToken presented) {
        if (judgement.keyOnly()) {
            return Refused.of(Reason.TOKEN_NOT_TAKEN, request, path, null);
        }
        Need need = presented.planes().has(Plane.PRINCIPAL) ? judgement.need(Plane.PRINCIPAL) : null;
        return judge(request, path, presented.line(), presented.start(), (match, token, nowMillis) -> {
            if (need == null) {
                return Refused.of(Reason.WRONG_PLANE, request, path, match);
            }
            return passage.decide(request, path, judgement, need, match, onward(match, token), nowMillis);
        });
    }

    /** Whether a token would be let in somewhere by now, and as whom: of no route, no address, and no use of it. */
    Decision inspect(RequestView request, String path, String compact) {
        return judge(request, path, compact, 0, (match, token, nowMillis) -> {
            Granted holder = onward(match, token);
            return holder == null ? Refused.of(Reason.SCOPE_MISSING, request, path, match) : holder;
        });
    }

    /** What follows for a token that is good and whose credential is alive. */
    @FunctionalInterface
    private interface Onward {
        Decision decide(KeyMatch match, VerifiedToken token, long nowMillis);
    }

    private Decision judge(RequestView request, String path, String line, int start, Onward onward) {
        VerifiedToken token;
        try {
            token = checks.verify(line, start, request, addresses);
        } catch (RuntimeException e) {
            return Outages.ofVerifier(e, request, path);
        }
        if (token == null) {
            return Refused.of(Reason.BAD_TOKEN, request, path, null);
        }
        KeySource source = sources.get(token.environment());
        if (source == null) {
            return Refused.of(Reason.ENVIRONMENT_NOT_SERVED, request, path, null);
        }
        long wallMillis = source.wallMillis();
        KeyMatch match = token.lastMatch();
        try {
            if (match == null || !source.isStill(match, wallMillis)) {
                match = source.find(token.credential(), token.generation(), wallMillis);
            }
        } catch (RuntimeException e) {
            KeyMatch kept = source.underGrace(token.credential(), token.generation());
            Decision decision = judge(request, path, token, kept, source.millis(), onward);
            // Old knowledge lets a token on and refuses none, see DecisionPoint.
            return decision instanceof Granted ? decision : Outages.ofStore(e, request, path);
        }
        return judge(request, path, token, match, source.storeMillis(wallMillis), onward);
    }

    private static Decision judge(
            RequestView request,
            String path,
            VerifiedToken token,
            @Nullable KeyMatch match,
            long nowMillis,
            Onward onward) {
        Reason against = Liveness.reasonAgainst(token, match, nowMillis);
        if (match == null || against != null) {
            return Refused.of(against == null ? Reason.TOKEN_ORPHANED : against, request, path, match);
        }
        return onward.decide(match, token, nowMillis);
    }

    /** As whom it goes on; null if of what was frozen into the token nothing is left to its credential. */
    private @Nullable Granted onward(KeyMatch match, VerifiedToken token) {
        Granted known = token.onward(match, again);
        if (known != null) {
            return known;
        }
        Credential credential = match.credential();
        Access left = credential.access().and(token.access());
        if (left == null) {
            return null;
        }
        Granted made = new Granted(Caller.by(token, left, again, credential), List.of(), again, policy.numbered(left));
        token.keep(match, made);
        return made;
    }
}
