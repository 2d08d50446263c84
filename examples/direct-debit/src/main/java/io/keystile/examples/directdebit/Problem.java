package io.keystile.examples.directdebit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong, as the caller is told (RFC 9457).
 *
 * @param title the status code's own phrase
 * @param detail null: the status says it all
 * @param field which field of the request it is about; null: none
 */
@JsonPropertyOrder({"type", "title", "status", "detail", "field"})
@JsonInclude(JsonInclude.Include.NON_NULL)
record Problem(
        String type,
        String title,
        int status,
        @Nullable String detail,
        @Nullable String field) {
    static final String MEDIA_TYPE = "application/problem+json";

    static Problem of(int status, @Nullable String detail, @Nullable String field) {
        return new Problem("about:blank", title(status), status, detail, field);
    }

    /** RFC 9110 §15, RFC 6585. */
    private static String title(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 408 -> "Request Timeout";
            case 409 -> "Conflict";
            case 413 -> "Content Too Large";
            case 414 -> "URI Too Long";
            case 415 -> "Unsupported Media Type";
            case 426 -> "Upgrade Required";
            case 431 -> "Request Header Fields Too Large";
            case 501 -> "Not Implemented";
            case 503 -> "Service Unavailable";
            case 505 -> "HTTP Version Not Supported";
            default -> status < 500 ? "Client Error" : "Internal Server Error";
        };
    }
}
