package io.keystile.authn;

import io.keystile.cache.KeySource;
import io.keystile.credential.Access;
import io.keystile.credential.Credential;
import io.keystile.key.Environment;
import io.keystile.store.KeyMatch;
import io.keystile.store.StoreUnavailableException;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks again about a caller that was granted before. */
final class Recheck {
    private final Map<Environment, KeySource> sources;
    private final OperatorKeys operators;
    private final Standing standing;
    private final InstantSource clock;

    Recheck(Map<Environment, KeySource> sources, OperatorKeys operators, Standing standing, InstantSource clock) {
        this.sources = sources;
        this.standing = standing;
        this.operators = operators;
        this.clock = clock;
    }

    /** The caller as it is now; null if it is to be cut off. */
    @Nullable
    Caller of(Caller caller) {
        Credential judged = caller.record();
        if (judged == null) {
            return operators.isLive(caller.owner(), clock.millis()) ? caller : null;
        }
        KeySource source = sources.get(judged.environment());
        return source == null ? null : of(caller, judged, source);
    }

    private @Nullable Caller of(Caller caller, Credential judged, KeySource source) {
        int generation = caller.generation();
        try {
            return judge(caller, judged, source.find(judged.id(), generation), source.millis());
        } catch (StoreUnavailableException e) {
            // Old knowledge keeps a caller and cuts none off, see DecisionPoint.
            KeyMatch kept = source.underGrace(judged.id(), generation);
            Caller still = judge(caller, judged, kept, source.millis());
            if (still == null) {
                throw e;
            }
            return still;
        }
    }

    private @Nullable Caller judge(Caller caller, Credential judged, @Nullable KeyMatch match, long nowMillis) {
        // The address is not at hand any more: an allowlist other than the one it was judged by ends the caller.
        if (match == null
                || Liveness.reasonAgainst(match, judged.environment(), nowMillis) != null
                || !match.credential().allowlist().equals(judged.allowlist())) {
            return null;
        }
        if (!caller.owner().equals(standing.ownerOn(caller.plane(), match.credential()))) {
            return null;
        }
        VerifiedToken token = caller.token();
        if (token == null) {
            return Caller.as(
                    caller.plane(), caller.owner(), this, match.credential(), Via.of(match), caller.generation());
        }
        Access left = match.credential().access().and(token.access());
        boolean over = Liveness.reasonAgainst(token, match, nowMillis) != null;
        return left == null || over ? null : Caller.by(token, left, this, match.credential());
    }
}
