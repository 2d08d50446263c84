package io.keystile.oauth;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where the endpoints are, as clients reach them; for the metadata document.
 *
 * @param token the token endpoint
 * @param keySet the JWK set
 * @param introspection null: not offered
 */
public record EndpointUris(URI token, URI keySet, @Nullable URI introspection) {
    /** Refuses what is not absolute. */
    public EndpointUris {
        if (!token.isAbsolute() || !keySet.isAbsolute() || (introspection != null && !introspection.isAbsolute())) {
            throw new IllegalArgumentException("endpoint URIs must be absolute");
        }
    }
}
