package io.keystile.examples.mandateapi;

import io.keystile.http.Answer;
import io.keystile.oauth.TokenEndpoint;
import io.keystile.request.RequestView;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The keys that check access tokens, for everyone; none where OAuth2 is off. */
final class PublicKeys {
    private static final byte[] NONE = "{\"keys\":[]}".getBytes(StandardCharsets.UTF_8);

    private final @Nullable TokenEndpoint endpoint;

    PublicKeys(@Nullable TokenEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    Response answer(HttpHeaders headers) {
        if (endpoint == null) {
            return Response.ok(NONE, KeySetNames.KEY_SET).build();
        }
        Answer answer = endpoint.keySet(new Asked(headers));
        Response.ResponseBuilder response = Response.status(answer.status());
        answer.headers().forEach(header -> response.header(header.name(), header.value()));
        return answer.status() == 200 ? response.entity(answer.body()).build() : response.build();
    }

    /** As much of the request as the answer depends on. */
    private record Asked(HttpHeaders received) implements RequestView {
        @Override
        public String method() {
            return "GET";
        }

        @Override
        public String rawTarget() {
            return Tokens.KEY_SET;
        }

        @Override
        public List<String> headers(String name) {
            return Objects.requireNonNullElse(received.getRequestHeader(name), List.of());
        }

        @Override
        public @Nullable String peerAddress() {
            return null;
        }

        @Override
        public boolean hasSession() {
            return false;
        }
    }
}
