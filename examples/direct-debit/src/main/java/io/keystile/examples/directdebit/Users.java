package io.keystile.examples.directdebit;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who may log in. Keeps hashes of the passwords and nothing else of them. Immutable once built. */
final class Users {
    private final Map<String, Entry> byName = new LinkedHashMap<>();
    private final int iterations;
    private final PasswordHash nobody;
    private final boolean demo;

    private record Entry(User user, PasswordHash password) {}

    private Users(int iterations, boolean demo) {
        this.iterations = iterations;
        this.nobody = PasswordHash.of("", iterations);
        this.demo = demo;
    }

    /** The one user of a server that is only tried out. */
    static Users demo() {
        return new Users(PasswordHash.ITERATIONS, true).with(new User("admin", "org_demo"), "admin");
    }

    /** Nobody, until added. */
    static Users none() {
        return new Users(PasswordHash.ITERATIONS, false);
    }

    /** For tests, whose passwords are no secret: nobody, until added, each at the cost of so many iterations. */
    static Users hashedCheaply(int iterations) {
        return new Users(iterations, false);
    }

    Users with(User user, String password) {
        if (byName.putIfAbsent(user.username(), new Entry(user, PasswordHash.of(password, iterations))) != null) {
            throw new IllegalArgumentException("username is given twice: " + user.username());
        }
        return this;
    }

    boolean isDemo() {
        return demo;
    }

    /** Null for a wrong password and, after the same work, for a name that nobody has. */
    @Nullable
    User logIn(String username, String password) {
        Entry entry = byName.get(username);
        boolean matches = (entry == null ? nobody : entry.password()).matches(password);
        return entry != null && matches ? entry.user() : null;
    }
}
