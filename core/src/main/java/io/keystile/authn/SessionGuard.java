package io.keystile.authn;

import io.keystile.request.RequestView;
import java.util.List;
import java.util.Set;

/** Who keeps forged requests of other sites from riding on a user's session (CSRF). To be chosen by name: no default. */
public final class SessionGuard {
    private final boolean checks;
    private final Set<String> origins;

    private SessionGuard(boolean checks, Set<String> origins) {
        this.checks = checks;
        this.origins = origins;
    }

    /** The application: it has tokens of its own, or another filter that checks. Nothing is checked here. */
    public static SessionGuard byApplication() {
        return new SessionGuard(false, Set.of());
    }

    /**
     * Here, by what browsers say of where a request comes from: an unsafe session request (not GET, HEAD, OPTIONS or TRACE,
     * RFC 9110 §9.2.1) whose {@code Origin} is not listed, or which has none and a {@code Sec-Fetch-Site} of {@code
     * cross-site} or {@code same-site}, is refused. That both are absent refuses nothing: no browser sent it then.
     *
     * @param origins the application's own, as browsers write them (RFC 6454 §6.2): {@code https://app.example}
     */
    public static SessionGuard byOrigin(Set<String> origins) {
        return new SessionGuard(true, Origins.checked(origins));
    }

    /** Whether the request may ride on a session, or begin one: a login from elsewhere signs users in as someone else. */
    public boolean admits(RequestView request) {
        if (!checks || isSafe(request.method())) {
            return true;
        }
        List<String> lines = request.headers("Origin");
        if (!lines.isEmpty()) {
            return lines.size() == 1 && origins.contains(lines.get(0));
        }
        for (String site : request.headers("Sec-Fetch-Site")) {
            if (site.equalsIgnoreCase("cross-site") || site.equalsIgnoreCase("same-site")) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSafe(String method) {
        return method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS") || method.equals("TRACE");
    }
}
