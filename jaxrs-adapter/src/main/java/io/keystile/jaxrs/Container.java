package io.keystile.jaxrs;

import jakarta.ws.rs.container.ContainerRequestContext;

/** How a container's own request is read, for containers that {@link KeystileFeature} has nothing ready for. */
@FunctionalInterface
public interface Container {
    /**
     * The request as the container received it; asked once, on the request's thread, before any matching. A target that has
     * been decoded or normalised already would take away the refusal of what two parsers read differently.
     */
    Received received(ContainerRequestContext request);
}
