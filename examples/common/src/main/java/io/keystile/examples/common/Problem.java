package io.keystile.examples.common;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.eclipse.jetty.http.HttpStatus;
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
public record Problem(
        String type,
        String title,
        int status,
        @Nullable String detail,
        @Nullable String field) {
    public static final String MEDIA_TYPE = "application/problem+json";

    public static Problem of(int status, @Nullable String detail, @Nullable String field) {
        return new Problem("about:blank", HttpStatus.getMessage(status), status, detail, field);
    }
}
