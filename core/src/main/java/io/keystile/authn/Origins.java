package io.keystile.authn;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

/** A list of web origins, exact: scheme, host and port as browsers write them (RFC 6454 §6.2). */
final class Origins {
    private Origins() {}

    static Set<String> checked(Set<String> origins) {
        origins.forEach(Origins::check);
        return Set.copyOf(origins);
    }

    private static void check(String origin) {
        URI uri;
        try {
            uri = URI.create(origin);
        } catch (IllegalArgumentException e) {
            throw refused(origin, e);
        }
        boolean serialised = uri.getHost() != null
                && uri.getUserInfo() == null
                && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                && origin.equals(uri.getScheme() + "://" + uri.getRawAuthority())
                && origin.equals(origin.toLowerCase(Locale.ROOT))
                && uri.getPort() != ("https".equals(uri.getScheme()) ? 443 : 80);
        if (!serialised) {
            throw refused(origin, null);
        }
    }

    private static IllegalArgumentException refused(String origin, @org.jspecify.annotations.Nullable Exception cause) {
        return new IllegalArgumentException(
                "an origin is written as browsers send it, like https://app.example or http://localhost:8080, without"
                        + " path, default port or capitals; not '" + origin + "'",
                cause);
    }
}
