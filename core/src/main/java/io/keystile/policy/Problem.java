package io.keystile.policy;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One thing wrong in a policy.
 *
 * @param where the setting or rule it is about, as it was written
 * @param message what was given and what is allowed
 * @param position where it stands in the policy file; null for a policy written in code
 */
public record Problem(
        String where, String message, @Nullable Position position) {
    public Problem {
        Objects.requireNonNull(where, "where");
        Objects.requireNonNull(message, "message");
    }

    /** In a policy written in code. */
    public Problem(String where, String message) {
        this(where, message, null);
    }

    /** Position first, if there is one: {@code config/api-keys.json:12:9 rules[3]: rule GET /api/a: names GET twice}. */
    @Override
    public String toString() {
        if (position == null) {
            return where + ": " + message;
        }
        return position + (where.equals(position.field()) ? ": " : ": " + where + ": ") + message;
    }
}
