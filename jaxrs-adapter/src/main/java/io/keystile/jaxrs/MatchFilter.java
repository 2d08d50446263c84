package io.keystile.jaxrs;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Ahead of all that runs once a method is matched: is it still what was decided, and has the caller its scopes? */
final class MatchFilter implements ContainerRequestFilter {
    private final Gate gate;
    private final AnnotatedScopes scopes;

    @Context
    private @Nullable ResourceInfo matched;

    MatchFilter(Gate gate, AnnotatedScopes scopes) {
        this.gate = gate;
        this.scopes = scopes;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (gate.hold(request)) {
            ResourceInfo resource = Objects.requireNonNull(matched, "injected");
            gate.demand(request, scopes.of(resource, request.getUriInfo().getMatchedResources()));
        }
    }
}
