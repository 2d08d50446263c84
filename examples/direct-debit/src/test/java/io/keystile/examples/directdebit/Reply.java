package io.keystile.examples.directdebit;

import com.fasterxml.jackson.databind.JsonNode;
import io.keystile.examples.common.Json;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An answer, as bytes and as JSON. */
record Reply(int status, Map<String, List<String>> headers, String body) {
    static Reply of(HttpResponse<String> response) {
        return new Reply(response.statusCode(), response.headers().map(), response.body());
    }

    JsonNode json() {
        return Json.parse(body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /** The result of a procedure called alone. */
    JsonNode data() {
        return json().at("/result/data");
    }

    String header(String name) {
        return String.join(", ", headers.getOrDefault(name, List.of()));
    }

    /** All that two refusals of a kind must have in common. */
    String uniform() {
        Map<String, List<String>> rest = new TreeMap<>(headers);
        rest.remove("date");
        rest.put("x-decision-ref", List.of("x".repeat(header("x-decision-ref").length())));
        return status + " " + rest + " " + body;
    }
}
