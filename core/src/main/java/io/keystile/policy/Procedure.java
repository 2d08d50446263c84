package io.keystile.policy;

import io.keystile.credential.ScopeName;

/**
 * A procedure of an RPC route, such as {@code mandates.get}.
 *
 * @param name exact and case-sensitive: identifiers joined by dots
 * @param scope the scope it needs, for every method
 * @param kind what the router takes it for; the gate judges all kinds alike
 */
public record Procedure(String name, String scope, Kind kind) {
    /** What a router runs it as; a mutation by GET is the router's own 405, once its scope is there. */
    public enum Kind {
        QUERY,
        MUTATION,
        SUBSCRIPTION
    }

    public Procedure {
        if (!isName(name)) {
            throw new IllegalArgumentException(
                    "a procedure's name is identifiers joined by dots, such as mandates.get; given: '" + name + "'");
        }
        ScopeName.checked(scope);
    }

    private static boolean isName(String name) {
        boolean first = true;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
            boolean allowed = letter || (!first && (c == '.' || (c >= '0' && c <= '9')));
            if (!allowed) {
                return false;
            }
            first = c == '.';
        }
        return !first;
    }
}
