package io.keystile.http;

import io.keystile.authn.Refusal;
import java.nio.charset.StandardCharsets;

/**
 * The body of a refusal: a problem document of type {@code about:blank}, which says no more than the status does (RFC 9457
 * §4.2.1).
 */
final class ProblemDocument {
    static final String MEDIA_TYPE = "application/problem+json";

    private ProblemDocument() {}

    static byte[] of(Refusal.Kind kind) {
        String document =
                "{\"type\":\"about:blank\",\"title\":\"" + title(kind) + "\",\"status\":" + kind.status() + "}";
        return document.getBytes(StandardCharsets.US_ASCII);
    }

    /** The status code's own phrase (RFC 9110 §15, RFC 6585 §4). */
    private static String title(Refusal.Kind kind) {
        return switch (kind) {
            case BAD_TARGET -> "Bad Request";
            case UNAUTHENTICATED -> "Unauthorized";
            case FORBIDDEN -> "Forbidden";
            case RATE_LIMITED -> "Too Many Requests";
            case UNAVAILABLE -> "Service Unavailable";
        };
    }
}
