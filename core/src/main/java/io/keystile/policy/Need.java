package io.keystile.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a credential must have, beyond being admitted: nothing, all of some scopes, or full access. Immutable. */
public final class Need {
    private static final int MAX_SCOPE_LENGTH = 64;
    private static final Need NOTHING = new Need(false, List.of());
    private static final Need FULL_ACCESS = new Need(true, List.of());

    private final boolean fullAccessOnly;
    private final List<String> scopes;

    private Need(boolean fullAccessOnly, List<String> scopes) {
        this.fullAccessOnly = fullAccessOnly;
        this.scopes = scopes;
    }

    /** No scope: being admitted is enough. */
    public static Need nothing() {
        return NOTHING;
    }

    /** Full access: no list of scopes is enough. */
    public static Need fullAccess() {
        return FULL_ACCESS;
    }

    /**
     * One scope.
     *
     * @throws IllegalArgumentException if it is no scope name: RFC 6749 §3.3 scope-token, without comma, 1 to 64
     *     characters, not {@code *}
     */
    public static Need scope(String scope) {
        return allOf(scope);
    }

    /**
     * Every one of some scopes; none is {@link #nothing()}.
     *
     * @throws IllegalArgumentException if one is no scope name
     */
    public static Need allOf(String... scopes) {
        SortedSet<String> all = new TreeSet<>();
        for (String scope : scopes) {
            all.add(requireScope(scope));
        }
        return all.isEmpty() ? NOTHING : new Need(false, List.copyOf(all));
    }

    /** Whether only full access is enough; then there are no {@link #scopes()}. */
    public boolean fullAccessOnly() {
        return fullAccessOnly;
    }

    /** The scopes that are needed, all of them, sorted and without repeats. */
    public List<String> scopes() {
        return scopes;
    }

    /** Both needs at once. */
    Need and(Need other) {
        if (fullAccessOnly || other.fullAccessOnly) {
            return FULL_ACCESS;
        }
        List<String> both = new ArrayList<>(scopes);
        both.addAll(other.scopes);
        return allOf(both.toArray(new String[0]));
    }

    static String requireScope(String scope) {
        boolean valid = !scope.isEmpty() && scope.length() <= MAX_SCOPE_LENGTH && !scope.equals("*");
        for (int i = 0; valid && i < scope.length(); i++) {
            char c = scope.charAt(i);
            valid = c > ' ' && c < 0x7F && c != '"' && c != '\\' && c != ',';
        }
        if (!valid) {
            throw new IllegalArgumentException("a scope has 1 to " + MAX_SCOPE_LENGTH
                    + " visible ASCII characters (RFC 6749 §3.3), no comma, and isn't '*'; given: '" + scope + "'");
        }
        return scope;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Need need && fullAccessOnly == need.fullAccessOnly && scopes.equals(need.scopes);
    }

    @Override
    public int hashCode() {
        return scopes.hashCode() + (fullAccessOnly ? 1 : 0);
    }

    /** {@code nothing}, {@code full access}, or the scopes joined by {@code +}. */
    @Override
    public String toString() {
        if (fullAccessOnly) {
            return "full access";
        }
        return scopes.isEmpty() ? "nothing" : String.join("+", scopes);
    }
}
