package io.keystile.examples.mandateapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keystile.examples.common.Json;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** Key sets say who served them, as all answers here do: whoever reads one ignores members it doesn't know (RFC 7517 §5). */
final class KeySetNames implements ContainerResponseFilter {
    static final MediaType KEY_SET = new MediaType("application", "jwk-set+json");

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        @Nullable MediaType type = response.getMediaType();
        if (type != null && type.isCompatible(KEY_SET) && response.getEntity() instanceof byte[] json) {
            boolean wellKnown = Tokens.KEY_SET.endsWith(request.getUriInfo().getPath());
            ObjectNode set = (ObjectNode) Json.parse(json);
            byte[] named = Json.bytes(set.put("served_by", wellKnown ? "jwks" : "public-keys"));
            response.setEntity(named);
            response.getHeaders().putSingle(HttpHeaders.CONTENT_LENGTH, named.length);
        }
    }
}
