package io.keystile.authn;

import io.keystile.request.RequestView;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** CORS for API keys: an exact list of origins, never {@code *}, never with credentials of the browser's own. */
final class CrossOrigin {
    private final Set<String> origins;

    CrossOrigin(Set<String> origins) {
        this.origins = Origins.checked(origins);
    }

    boolean isConfigured() {
        return !origins.isEmpty();
    }

    /** Whether the request is a preflight (Fetch standard, "CORS-preflight request") and preflights are answered here. */
    boolean isPreflight(RequestView request) {
        return !origins.isEmpty()
                && request.method().equals("OPTIONS")
                && !request.headers("Origin").isEmpty()
                && !request.headers("Access-Control-Request-Method").isEmpty();
    }

    /** Null if the origin is not listed, or one of the two headers is no single one. */
    @Nullable
    Preflight answer(RequestView request) {
        String origin = listedOrigin(request);
        List<String> methods = request.headers("Access-Control-Request-Method");
        if (origin == null || methods.size() != 1 || !isToken(methods.get(0))) {
            return null;
        }
        return new Preflight(origin, methods.get(0));
    }

    /** The request's origin, if there is exactly one and it is listed. */
    @Nullable
    String listedOrigin(RequestView request) {
        if (origins.isEmpty()) {
            return null;
        }
        List<String> lines = request.headers("Origin");
        return lines.size() == 1 && origins.contains(lines.get(0)) ? lines.get(0) : null;
    }

    private static boolean isToken(String method) {
        return !method.isEmpty() && method.length() <= 32 && method.chars().allMatch(c -> c >= 'A' && c <= 'Z');
    }
}
