package io.keystile.servlet;

import io.keystile.http.Answer;
import io.keystile.http.Header;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Writes answers as they are: never {@code sendError}, whose page would be the container's. */
final class AnswerWriter {
    /**
     * From "vary" on, what the filter said when it let the request in: for scripts of a listed origin, and of the caller's limits,
     * which no uniform answer tells.
     */
    private static final Set<String> DESCRIBING = Set.of(
            "etag",
            "last-modified",
            "accept-ranges",
            "expires",
            "vary",
            "access-control-allow-origin",
            "access-control-expose-headers",
            "ratelimit",
            "ratelimit-policy");

    /** Lists that somebody else may have begun. */
    private static final Set<String> SHARED = Set.of("Vary", "Access-Control-Expose-Headers");

    private AnswerWriter() {}

    /** Writes, in place of what was written and not sent yet; headers of others stay. Does nothing once something was sent. */
    static void write(Answer answer, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        response.setStatus(answer.status());
        addAll(answer.headers(), response);
        byte[] body = answer.body();
        if (body.length == 0) {
            return;
        }
        response.setContentLength(body.length);
        if (!request.getMethod().equals("HEAD")) {
            send(body, response);
        }
    }

    /**
     * Writes in place of what a handler has begun: nothing that it said of its own content stays, nor the writer's charset,
     * which {@code resetBuffer} would leave.
     */
    static void writeInstead(Answer answer, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (response.isCommitted()) {
            return;
        }
        Map<String, List<String>> others = new LinkedHashMap<>();
        for (String name : response.getHeaderNames()) {
            if (!describesContent(name)) {
                others.put(name, List.copyOf(response.getHeaders(name)));
            }
        }
        response.reset();
        others.forEach((name, values) -> {
            // Set first: a container may have kept some of its own.
            response.setHeader(name, values.get(0));
            values.subList(1, values.size()).forEach(value -> response.addHeader(name, value));
        });
        write(answer, request, response);
    }

    /** Representation metadata and validators (RFC 9110 §8), and ranges. */
    private static boolean describesContent(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return DESCRIBING.contains(lower) || (lower.startsWith("content-") && !lower.startsWith("content-security-"));
    }

    /** Sets each line, in place of another's of that name; but a name's further lines are added, and so are shared ones. */
    static void addAll(List<Header> headers, HttpServletResponse response) {
        for (int i = 0; i < headers.size(); i++) {
            Header header = headers.get(i);
            if (isFirstOfItsName(headers, i) && !SHARED.contains(header.name())) {
                response.setHeader(header.name(), header.value());
            } else {
                response.addHeader(header.name(), header.value());
            }
        }
    }

    private static boolean isFirstOfItsName(List<Header> headers, int at) {
        String name = headers.get(at).name();
        for (int i = 0; i < at; i++) {
            if (headers.get(i).name().equalsIgnoreCase(name)) {
                return false;
            }
        }
        return true;
    }

    /** By the writer if someone ahead has taken it already; the documents are ASCII, whatever its charset. */
    private static void send(byte[] body, HttpServletResponse response) throws IOException {
        try {
            response.getOutputStream().write(body);
        } catch (IllegalStateException e) {
            response.getWriter().write(new String(body, StandardCharsets.US_ASCII));
        }
    }
}
