package io.keystile.policy;

import io.keystile.credential.Access;
import io.keystile.credential.ScopeName;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a credential must have, beyond being admitted: nothing, all of some scopes, or full access. Immutable. */
public final class Need {
    private static final Need NOTHING = new Need(false, List.of());
    private static final Need FULL_ACCESS = new Need(true, List.of());

    private final boolean fullAccessOnly;
    private final List<String> scopes;
    private final long numbers;

    private Need(boolean fullAccessOnly, List<String> scopes) {
        this(fullAccessOnly, scopes, fullAccessOnly || !scopes.isEmpty() ? ScopeNumbers.FULL_ACCESS_ALONE : 0);
    }

    private Need(boolean fullAccessOnly, List<String> scopes, long numbers) {
        this.fullAccessOnly = fullAccessOnly;
        this.scopes = scopes;
        this.numbers = numbers;
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
     * @throws io.keystile.credential.InvalidFieldException if it is no {@link ScopeName}
     */
    public static Need scope(String scope) {
        return allOf(scope);
    }

    /**
     * Every one of some scopes; none is {@link #nothing()}.
     *
     * @throws io.keystile.credential.InvalidFieldException if one is no {@link ScopeName}
     */
    public static Need allOf(String... scopes) {
        SortedSet<String> all = new TreeSet<>();
        for (String scope : scopes) {
            all.add(ScopeName.checked(scope));
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

    /** Whether {@code access} is enough. */
    public boolean isMetBy(Access access) {
        if (access.isFull()) {
            return true;
        }
        if (fullAccessOnly) {
            return false;
        }
        for (int i = 0; i < scopes.size(); i++) {
            if (!access.covers(scopes.get(i))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether an access is enough by its numbers; if not, it may still be by its names.
     *
     * @param numbered what the policy that asks this made of the access: {@link AccessPolicy#numbered}
     */
    public boolean isMetBy(long numbered) {
        return (numbers & ~numbered) == 0;
    }

    /** The same need, in one policy's numbers. */
    Need in(ScopeNumbers policy) {
        return fullAccessOnly || scopes.isEmpty() ? this : new Need(false, scopes, policy.of(scopes));
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
