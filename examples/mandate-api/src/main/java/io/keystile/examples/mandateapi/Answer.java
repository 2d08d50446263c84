package io.keystile.examples.mandateapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.keystile.authn.Caller;
import io.keystile.examples.common.CallerView;
import io.keystile.examples.common.Json;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;

/** The JSON of an answer: what was asked for, which handler answers, and whom. */
final class Answer {
    private final Map<String, Object> fields = new LinkedHashMap<>();
    private final String servedBy;
    private final Caller caller;

    Answer(String servedBy, Caller caller) {
        this.servedBy = servedBy;
        this.caller = caller;
    }

    Answer with(String field, Object value) {
        fields.put(field, value);
        return this;
    }

    JsonNode json() {
        Map<String, Object> all = new LinkedHashMap<>(fields);
        all.put("served_by", servedBy);
        all.put("caller", CallerView.of(caller));
        return Json.tree(all);
    }

    Response ok() {
        return as(200);
    }

    Response as(int status) {
        return of(status, Json.bytes(json()));
    }

    static Response of(int status, byte[] json) {
        CacheControl none = new CacheControl();
        none.setNoStore(true);
        none.setNoTransform(false);
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .cacheControl(none)
                .header(HttpHeaders.CONTENT_LENGTH, json.length)
                .entity(json)
                .build();
    }
}
