package io.keystile.examples.directdebit;

import io.keystile.authn.Caller;
import io.keystile.authn.CurrentCaller;
import io.keystile.examples.common.CallerView;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

/** The container's sessions, each with the user who has logged in. */
final class Sessions {
    private static final String USER = "user";

    private Sessions() {}

    /** Always a new session: an id that someone knew before the login must not be worth anything after it. */
    static void begin(HttpServletRequest request, User user) {
        end(request);
        request.getSession(true).setAttribute(USER, user);
    }

    /** Null without a session, which is not made by asking. */
    static @Nullable User user(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null && session.getAttribute(USER) instanceof User user ? user : null;
    }

    /**
     * The user on a route that only sessions reach.
     *
     * @throws IllegalStateException if there is none: the guard is not where it should be
     */
    static User require(HttpServletRequest request) {
        User user = user(request);
        if (user == null) {
            throw new IllegalStateException("no session behind the guard");
        }
        return user;
    }

    /** Whom the answer is for: a key's organisation, or the session's user. */
    static CallerView caller(HttpServletRequest request) {
        Caller caller = CurrentCaller.get();
        if (caller != null) {
            return CallerView.of(caller);
        }
        User user = require(request);
        return CallerView.ofSession(user.username(), user.organisation());
    }

    static void end(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }
}
