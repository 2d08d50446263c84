package io.keystile.http;

import io.keystile.authn.AuditTrail;
import io.keystile.authn.Granted;
import io.keystile.authn.Preflight;
import io.keystile.authn.Refusal;
import io.keystile.authn.Refused;
import io.keystile.authn.TokenGrant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the answers. Two refusals of one kind differ in their reference alone, and in when to come back. Thread-safe. */
public final class Answers {
    /** The header of a refusal's reference. */
    public static final String REFERENCE = "X-Decision-Ref";

    private static final Header VARY_BY_ORIGIN = new Header("Vary", "Origin");
    /** What is ours and no script of another origin could read otherwise (Fetch standard, CORS-safelisted response-header name). */
    private static final String EXPOSED = REFERENCE + ", Retry-After";

    private static final String EXPOSED_WITH_LIMITS =
            EXPOSED + ", " + RateLimitFields.POLICY + ", " + RateLimitFields.LIMIT;
    private static final String PREFLIGHT_MAX_AGE_SECONDS = "600";

    private final AuditTrail trail;
    private final Header challenge;
    private final String crossOriginHeaders;
    private final boolean rateLimitFields;
    private final Map<Refusal.Kind, byte[]> bodies = new EnumMap<>(Refusal.Kind.class);

    /**
     * Writes by these settings.
     *
     * @param realm of the challenge in a 401 (RFC 9110 §11.5): visible ASCII without quotes and backslashes
     * @param crossOriginHeaders the request headers that scripts of listed origins may send
     * @param rateLimitFields whether callers are told of their limits
     */
    public Answers(AuditTrail trail, String realm, List<String> crossOriginHeaders, boolean rateLimitFields) {
        this.trail = trail;
        this.challenge = new Header("WWW-Authenticate", "Bearer realm=\"" + realm + "\"");
        this.crossOriginHeaders = String.join(", ", crossOriginHeaders);
        this.rateLimitFields = rateLimitFields;
        for (Refusal.Kind kind : Refusal.Kind.values()) {
            bodies.put(kind, ProblemDocument.of(kind));
        }
    }

    /** The uniform answer of a refusal, recorded for the operator under the reference that it carries. */
    public Answer of(Refused refused) {
        return of(refused.refusal(), trail.record(refused));
    }

    /**
     * The same to a request from this origin. One that says when to come back can be read by scripts of a listed origin; what
     * they may not do, no script is told.
     *
     * @param origin null: none that is listed
     */
    public Answer of(Refused refused, @Nullable String origin) {
        Answer answer = of(refused);
        if (origin == null || refused.refusal().retryAfter() == null) {
            return answer;
        }
        List<Header> headers = new ArrayList<>(answer.headers());
        headers.addAll(readableBy(origin));
        return new Answer(answer.status(), headers, answer.body());
    }

    /** The answer to a preflight: 204, for this origin and without credentials of the browser's own. */
    public Answer of(Preflight preflight) {
        return new Answer(
                204,
                List.of(
                        new Header("Access-Control-Allow-Origin", preflight.origin()),
                        new Header("Access-Control-Allow-Methods", preflight.method()),
                        new Header("Access-Control-Allow-Headers", crossOriginHeaders),
                        new Header("Access-Control-Max-Age", PREFLIGHT_MAX_AGE_SECONDS),
                        new Header("Vary", "Origin, Access-Control-Request-Method, Access-Control-Request-Headers"),
                        new Header("Cache-Control", "no-store")),
                new byte[0]);
    }

    /** What lets scripts of a listed origin read an answer of the application's; null: of none, which caches must know too. */
    public List<Header> readableBy(@Nullable String origin) {
        return origin == null
                ? List.of(VARY_BY_ORIGIN)
                : List.of(
                        new Header("Access-Control-Allow-Origin", origin),
                        new Header("Access-Control-Expose-Headers", rateLimitFields ? EXPOSED_WITH_LIMITS : EXPOSED),
                        VARY_BY_ORIGIN);
    }

    /** What tells a caller that is let on of its limits: {@code RateLimit-Policy} and {@code RateLimit}; empty without any. */
    public List<Header> rateLimits(Granted granted) {
        return rateLimitFields ? RateLimitFields.of(granted.quotas(), 0) : List.of();
    }

    /** The same for a client that is given a token. */
    public List<Header> rateLimits(TokenGrant grant) {
        return rateLimitFields ? RateLimitFields.of(grant.quotas(), 0) : List.of();
    }

    private Answer of(Refusal refusal, String reference) {
        List<Header> headers = new ArrayList<>();
        headers.add(new Header("Content-Type", ProblemDocument.MEDIA_TYPE));
        headers.add(new Header("Cache-Control", "no-store"));
        if (refusal.kind() == Refusal.Kind.UNAUTHENTICATED) {
            headers.add(challenge);
        }
        Duration retryAfter = refusal.retryAfter();
        if (retryAfter != null) {
            long seconds = Math.max(1, WholeSeconds.upwards(retryAfter));
            headers.add(new Header("Retry-After", Long.toString(seconds)));
            if (rateLimitFields) {
                headers.addAll(RateLimitFields.of(refusal.quotas(), seconds));
            }
        }
        headers.add(new Header(REFERENCE, reference));
        byte[] body = bodies.get(refusal.kind());
        return new Answer(refusal.kind().status(), headers, body == null ? new byte[0] : body);
    }
}
