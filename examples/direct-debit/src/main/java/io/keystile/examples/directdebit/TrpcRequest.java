package io.keystile.examples.directdebit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.keystile.examples.common.Json;
import io.keystile.examples.common.ProblemException;
import io.keystile.policy.Procedures;
import io.keystile.request.Target;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one request, as tRPC lays them out. The names come from the canonical path, which the guard judged too; only
 * a batch may have several.
 *
 * @param names what to call, in order
 */
record TrpcRequest(List<String> names, boolean isBatch, boolean isPost) {
    private static final String ROUTE = "/api/trpc/";

    static TrpcRequest of(HttpServletRequest request) {
        Target target = Target.parse(request.getRequestURI(), request.getContextPath());
        if (target == null) {
            throw new IllegalStateException("a target without one reading got past the guard");
        }
        String path = target.path();
        String rest = path.startsWith(ROUTE) ? path.substring(ROUTE.length()) : "";
        boolean isBatch = "1".equals(QueryString.first(request.getQueryString(), "batch"));
        return new TrpcRequest(
                isBatch ? split(rest) : List.of(rest),
                isBatch,
                request.getMethod().equals("POST"));
    }

    private static List<String> split(String text) {
        List<String> names = new ArrayList<>();
        int start = 0;
        for (int comma = text.indexOf(','); comma >= 0; comma = text.indexOf(',', start)) {
            names.add(text.substring(start, comma));
            start = comma + 1;
        }
        names.add(text.substring(start));
        return names;
    }

    /** The input of each call, by its place; a missing node for none. */
    List<JsonNode> inputs(HttpServletRequest request) throws IOException {
        if (names.size() > Procedures.DEFAULT_MAX_BATCH) {
            throw new TrpcException(TrpcError.BAD_REQUEST, "a batch has at most " + Procedures.DEFAULT_MAX_BATCH);
        }
        JsonNode input = isPost ? body(request) : query(request);
        if (!isBatch) {
            return List.of(input);
        }
        if (!input.isObject() && !input.isMissingNode()) {
            throw new TrpcException(TrpcError.BAD_REQUEST, "input must be an object by index in a batch");
        }
        List<JsonNode> inputs = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            inputs.add(input.path(Integer.toString(i)));
        }
        return inputs;
    }

    private static JsonNode query(HttpServletRequest request) {
        String input = QueryString.first(request.getQueryString(), "input");
        return input == null || input.isEmpty()
                ? MissingNode.getInstance()
                : parse(input.getBytes(StandardCharsets.UTF_8));
    }

    /** Its parameters don't matter: JSON is UTF-8. A client that says nothing is believed to send JSON. */
    private static boolean isJson(@Nullable String contentType) {
        if (contentType == null) {
            return true;
        }
        int semicolon = contentType.indexOf(';');
        String type = semicolon < 0 ? contentType : contentType.substring(0, semicolon);
        return type.strip().equalsIgnoreCase("application/json");
    }

    private static JsonNode body(HttpServletRequest request) throws IOException {
        if (!isJson(request.getContentType())) {
            throw new TrpcException(TrpcError.UNSUPPORTED_MEDIA_TYPE, "the body must be application/json");
        }
        try {
            byte[] body = Json.readBytes(request);
            return body.length == 0 ? MissingNode.getInstance() : parse(body);
        } catch (ProblemException e) {
            throw new TrpcException(TrpcError.PAYLOAD_TOO_LARGE, "the body is too large");
        }
    }

    private static JsonNode parse(byte[] text) {
        try {
            return Json.parse(text);
        } catch (ProblemException e) {
            throw new TrpcException(TrpcError.BAD_REQUEST, "input must be JSON in UTF-8, without repeated keys");
        }
    }
}
