package io.keystile.credential;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a credential may do on its own plane: everything, or a set of scopes that is never empty. */
public sealed interface Access {

    /** Everything on the credential's own plane, and the only access that reaches what no scope covers. */
    static Access full() {
        return Full.INSTANCE;
    }

    /**
     * A set of scopes.
     *
     * @throws InvalidFieldException if there is none, or one is no {@link ScopeName}: an empty list never means full
     */
    static Access only(Collection<String> scopes) {
        return new Only(Set.copyOf(scopes));
    }

    /**
     * A set of scopes.
     *
     * @see #only(Collection)
     */
    static Access only(String... scopes) {
        return only(List.of(scopes));
    }

    /** Whether this access holds {@code scope}. */
    boolean covers(String scope);

    /** Whether whoever holds this access holds {@code other} too. */
    boolean covers(Access other);

    /** What both hold; null: nothing. */
    default @Nullable Access and(Access other) {
        if (covers(other)) {
            return other;
        }
        if (other.covers(this)) {
            return this;
        }
        List<String> both = scopes().stream().filter(other::covers).toList();
        return both.isEmpty() ? null : only(both);
    }

    /** Whether this is full access. */
    boolean isFull();

    /** The scopes in alphabetical order; empty for full access, which is no set of scopes. */
    Set<String> scopes();

    /** Everything on the credential's own plane. */
    enum Full implements Access {
        /** The one full access. */
        INSTANCE;

        @Override
        public boolean covers(String scope) {
            return true;
        }

        @Override
        public boolean covers(Access other) {
            return true;
        }

        @Override
        public boolean isFull() {
            return true;
        }

        @Override
        public Set<String> scopes() {
            return Set.of();
        }

        @Override
        public String toString() {
            return "Full";
        }
    }

    /**
     * A set of scopes.
     *
     * @param scopes at least one
     */
    record Only(Set<String> scopes) implements Access {
        /** Copies the names, in alphabetical order, and checks them. */
        public Only {
            scopes = Collections.unmodifiableSet(new LinkedHashSet<>(new TreeSet<>(scopes)));
            if (scopes.isEmpty()) {
                throw new InvalidFieldException("scopes", "must hold at least one scope");
            }
            scopes.forEach(ScopeName::checked);
        }

        @Override
        public boolean covers(String scope) {
            return scopes.contains(scope);
        }

        @Override
        public boolean covers(Access other) {
            return !other.isFull() && scopes.containsAll(other.scopes());
        }

        @Override
        public boolean isFull() {
            return false;
        }
    }
}
