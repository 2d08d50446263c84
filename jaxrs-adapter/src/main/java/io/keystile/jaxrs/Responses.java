package io.keystile.jaxrs;

import io.keystile.http.Answer;
import io.keystile.http.Header;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;

/** Core's answers and header lines, in the runtime's words. */
final class Responses {
    private static final Set<String> SHARED = Set.of("Vary", "Access-Control-Expose-Headers");

    private Responses() {}

    /** With an entity of bytes, so that no container puts a page of its own in their place. */
    static Response of(Answer answer) {
        Response.ResponseBuilder response = Response.status(answer.status());
        for (Header header : answer.headers()) {
            response.header(header.name(), header.value());
        }
        byte[] body = answer.body();
        if (body.length > 0) {
            response.header("Content-Length", body.length).entity(body);
        }
        return response.build();
    }

    /** Sets each line in place of another's of that name; but lists that somebody else may have begun are added to. */
    static void addAll(List<Header> headers, MultivaluedMap<String, Object> to) {
        for (Header header : headers) {
            if (SHARED.contains(header.name())) {
                to.add(header.name(), header.value());
            } else {
                to.putSingle(header.name(), header.value());
            }
        }
    }
}
