package io.keystile.policy;

import java.util.Objects;

/**
 * One thing wrong in a policy.
 *
 * @param where the setting or rule it is about, as it was written
 * @param message what was given and what is allowed
 */
public record Problem(String where, String message) {
    public Problem {
        Objects.requireNonNull(where, "where");
        Objects.requireNonNull(message, "message");
    }

    @Override
    public String toString() {
        return where + ": " + message;
    }
}
