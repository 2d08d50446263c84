package io.keystile.authn;

import io.keystile.request.RequestView;
import io.keystile.store.KeyMatch;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Answer here, with the uniform answer of its kind, while the request lasts. Knows the reason, and keeps it from whoever
 * holds it; {@link AuditTrail} tells the operator.
 */
public final class Refused implements Decision, ClientDecision {
    private final Refusal refusal;
    private final Reason reason;
    private final RequestView request;
    private final @Nullable String path;
    private final @Nullable KeyMatch match;

    Refused(Refusal refusal, Reason reason, RequestView request, @Nullable String path, @Nullable KeyMatch match) {
        this.refusal = refusal;
        this.reason = reason;
        this.request = request;
        this.path = path;
        this.match = match;
    }

    static Refused of(Reason reason, RequestView request, @Nullable String path, @Nullable KeyMatch match) {
        return new Refused(Refusal.plain(reason.kind()), reason, request, path == null ? null : path, match);
    }

    /**
     * A request that the container refused as malformed, before any of its parts could be told from another.
     *
     * @param peer the connection's other end, as in {@link RequestView#peerAddress()}
     */
    public static Refused byContainer(@Nullable String peer) {
        return of(Reason.CONTAINER_REFUSED, new UnreadRequest(peer), null, null);
    }

    /** What the caller may learn. */
    public Refusal refusal() {
        return refusal;
    }

    Reason reason() {
        return reason;
    }

    RequestView request() {
        return request;
    }

    @Nullable
    String path() {
        return path;
    }

    @Nullable
    KeyMatch match() {
        return match;
    }

    @Override
    public <T extends @Nullable Object> T fold(
            Function<? super Granted, ? extends T> granted,
            Function<? super Unguarded, ? extends T> unguarded,
            Function<? super Preflight, ? extends T> preflight,
            Function<? super Refused, ? extends T> refused) {
        return refused.apply(this);
    }

    @Override
    public <T extends @Nullable Object> T fold(
            Function<? super TokenGrant, ? extends T> granted, Function<? super Refused, ? extends T> refused) {
        return refused.apply(this);
    }

    /** The kind alone. */
    @Override
    public String toString() {
        return "Refused[" + refusal.kind() + "]";
    }
}
