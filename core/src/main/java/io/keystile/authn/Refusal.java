package io.keystile.authn;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A refusal as the caller may learn it: the kind, and when to come back. No reason.
 *
 * @param kind which of the uniform answers
 * @param retryAfter not null for {@link Kind#RATE_LIMITED} and {@link Kind#UNAVAILABLE}
 * @param quotas what is left of the caller's limits, where it is over one; else empty
 */
public record Refusal(Kind kind, @Nullable Duration retryAfter, List<Quota> quotas) {
    private static final Map<Kind, Refusal> PLAIN = new EnumMap<>(Kind.class);

    static {
        for (Kind kind : Kind.values()) {
            PLAIN.put(kind, new Refusal(kind, kind == Kind.UNAVAILABLE ? Duration.ofSeconds(1) : null, List.of()));
        }
    }

    /** Copies. */
    public Refusal {
        quotas = List.copyOf(quotas);
    }

    /** The refusal of a kind that has nothing more to say; one object for each. */
    static Refusal plain(Kind kind) {
        return Objects.requireNonNull(PLAIN.get(kind));
    }

    /** The uniform answers. */
    public enum Kind {
        /** The target has no one reading. */
        BAD_TARGET(400),
        /** No good credential, whatever is wrong with it. */
        UNAUTHENTICATED(401),
        /** A good credential that may not do this. */
        FORBIDDEN(403),
        /** Over the organisation's rate, or over that of failed authentications. */
        RATE_LIMITED(429),
        /** Neither good nor bad: the store can't be asked. */
        UNAVAILABLE(503);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        /** The status code. */
        public int status() {
            return status;
        }
    }
}
