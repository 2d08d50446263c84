package io.keystile.policy;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something in a policy that works as written and yet may not be meant.
 *
 * @param kind what it is
 * @param rule the rule it is about; null if it is about the whole policy
 * @param message what was found and what to do if it isn't meant
 * @param position where the rule stands in the policy file; null if there is no rule or it was written in code
 */
public record Finding(
        Kind kind,
        @Nullable Rule rule,
        String message,
        @Nullable Position position) {
    /** How sure it is that something should change. */
    public enum Severity {
        /** Hardly ever meant. */
        WARNING,
        /** Often meant, and worth a look in a review. */
        NOTE
    }

    /** What can be found. */
    public enum Kind {
        /** No request whatever is judged by the rule: more specific ones take all its paths. */
        UNREACHABLE_RULE(Severity.WARNING),
        /** A method that the rule names is never judged by it; or, a rule for every method never applies alone. */
        SHADOWED_RULE(Severity.WARNING),
        /** There is no guarded root: what no rule maps is left to the application. */
        NO_GUARDED_ROOT(Severity.WARNING),
        /** A rule asks for a scope that is issued to nobody. */
        UNISSUED_SCOPE(Severity.WARNING),
        /** A scope is issued and no rule asks for it. */
        UNASKED_SCOPE(Severity.WARNING),
        /** Two scopes differ by one edit or in letter case, digits aside: perhaps one of them is a slip. A guess. */
        SIMILAR_SCOPES(Severity.WARNING),
        /** An open rule lets everyone in to a path inside a guarded root. */
        OPEN_IN_GUARDED_ROOT(Severity.NOTE),
        /** An open rule is for every method, or names one that is not safe (RFC 9110 §9.2.1). */
        OPEN_FOR_UNSAFE_METHODS(Severity.NOTE),
        /** A rule that isn't open applies to no path inside a guarded root: what lies beside it is unguarded. */
        OUTSIDE_GUARDED_ROOTS(Severity.NOTE),
        /** A rule admits more than one plane. */
        SEVERAL_PLANES(Severity.NOTE),
        /** Every credential of a client or principal enters, whatever its scopes. */
        NEEDS_NOTHING(Severity.NOTE);

        private final Severity severity;

        Kind(Severity severity) {
            this.severity = severity;
        }

        public Severity severity() {
            return severity;
        }
    }

    public Finding {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(message, "message");
    }

    /** As compilers write it: {@code config/api-keys.json:12:5 rules[3]: warning: rule GET /api/a never applies…}. */
    @Override
    public String toString() {
        String severity = kind.severity() == Severity.WARNING ? "warning: " : "note: ";
        return (position == null ? "" : position + ": ") + severity + message;
    }
}
