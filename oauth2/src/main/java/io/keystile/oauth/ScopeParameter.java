package io.keystile.oauth;

import io.keystile.credential.Access;
import io.keystile.credential.InvalidFieldException;
import java.util.Arrays;
import java.util.HashSet;
import org.jspecify.annotations.Nullable;

/** The {@code scope} that a client asks for (RFC 6749 §3.3), and that it is told. */
final class ScopeParameter {
    private static final String FULL = "*";

    private final boolean commas;

    /**
     * Reads and writes.
     *
     * @param commas joined by commas, or by blanks as the RFC has it; then {@code *} is full access
     */
    ScopeParameter(boolean commas) {
        this.commas = commas;
    }

    /**
     * What is asked for, out of what can be had.
     *
     * @param asked null: all of it
     * @return null if that is not to be had, or is no scope at all
     */
    @Nullable
    Access narrowed(@Nullable String asked, Access most) {
        if (asked == null) {
            return most;
        }
        if (commas && asked.equals(FULL)) {
            return most.isFull() ? most : null;
        }
        String[] names = (commas ? asked.replace(',', ' ') : asked).split(" ", -1);
        try {
            Access access = Access.only(new HashSet<>(Arrays.asList(names)));
            return most.covers(access) ? access : null;
        } catch (InvalidFieldException none) {
            return null;
        }
    }

    /** What the answer says; null: nothing, since no scope says full access. */
    @Nullable
    String told(Access access) {
        if (access.isFull()) {
            return commas ? FULL : null;
        }
        return String.join(commas ? "," : " ", access.scopes());
    }
}
