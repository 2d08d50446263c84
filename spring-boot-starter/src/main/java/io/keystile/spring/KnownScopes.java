package io.keystile.spring;

import java.util.Set;

/**
 * The scopes that there are: those that the policy names, and those of {@code keystile.scopes}. Whoever has full access has
 * all of them as authorities, and no other can be asked for by annotation.
 *
 * @param names as the policy writes them
 */
public record KnownScopes(Set<String> names) {
    /** Copies. */
    public KnownScopes {
        names = Set.copyOf(names);
    }
}
