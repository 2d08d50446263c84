package io.keystile.authn;

import io.keystile.cache.KeySource;
import io.keystile.credential.Plane;
import io.keystile.credential.PlaneSet;
import io.keystile.key.Environment;
import io.keystile.key.KeyHash;
import io.keystile.key.KeyShape;
import io.keystile.net.IpAddress;
import io.keystile.policy.Judgement;
import io.keystile.request.CredentialReader;
import io.keystile.request.Presented;
import io.keystile.request.PresentedKey;
import io.keystile.request.RequestView;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Decides about keys of the admin plane: configured ones, in no store. */
final class OperatorPoint {
    private static final PlaneSet ADMIN = PlaneSet.of(Plane.ADMIN);

    private final OperatorKeys operators;
    private final Map<Environment, KeySource> sources;
    private final Function<RequestView, @Nullable IpAddress> addressOf;
    private final Passage passage;
    private final Recheck again;
    private final InstantSource clock;

    OperatorPoint(
            OperatorKeys operators,
            Map<Environment, KeySource> sources,
            CallerAddress addresses,
            Passage passage,
            Recheck again,
            InstantSource clock) {
        this.operators = operators;
        this.sources = sources;
        this.addressOf = addresses::of;
        this.passage = passage;
        this.again = again;
        this.clock = clock;
    }

    /** Null if it is for the stores to say whose key it is: by its shape it could be one of theirs. */
    @Nullable
    Decision decide(RequestView request, String path, Judgement judgement, @Nullable KeyShape shape, KeyHash hash) {
        return decide(request, path, judgement.kind() == Judgement.Kind.AMBIGUOUS, shape, hash);
    }

    private @Nullable Decision decide(
            RequestView request, String path, boolean ambiguous, @Nullable KeyShape shape, KeyHash hash) {
        OperatorKey operator = operators.find(hash);
        if (operator == null) {
            return shape == null ? Refused.of(Reason.UNKNOWN_KEY, request, path, null) : null;
        }
        if (Liveness.isPast(operator.end(), clock.millis())) {
            return refuseLookedUp(Reason.ADMIN_KEY_ENDED, request, path, shape, hash);
        }
        return passage.decideOperator(request, path, ambiguous, operator, again);
    }

    /** The operator whose key stands in the admin plane's place, where the policy has no say. */
    Decision decide(RequestView request, String path, CredentialReader reader) {
        Presented presented = reader.read(request, ADMIN, false);
        if (!(presented instanceof PresentedKey key) || !key.planes().has(Plane.ADMIN)) {
            boolean none = presented == Presented.NONE;
            return Refused.of(none ? Reason.NO_CREDENTIAL : Reason.MISPLACED_CREDENTIAL, request, path, null);
        }
        KeyShape shape = key.shape();
        KeyHash hash = KeyHash.of(key.value());
        Decision decision = decide(request, path, false, shape, hash);
        return decision == null ? refuseLookedUp(Reason.WRONG_PLANE, request, path, shape, hash) : decision;
    }

    /** Whether it was an operator's is secret: a key by its shape costs a look-up and meets outages, as unknown ones do. */
    private Refused refuseLookedUp(
            Reason reason, RequestView request, String path, @Nullable KeyShape shape, KeyHash hash) {
        KeySource source = shape == null ? null : sources.get(shape.environment());
        try {
            if (source != null) {
                source.find(hash, request, addressOf);
            }
        } catch (RuntimeException e) {
            return Outages.ofStore(e, request, path);
        }
        return Refused.of(reason, request, path, null);
    }
}
