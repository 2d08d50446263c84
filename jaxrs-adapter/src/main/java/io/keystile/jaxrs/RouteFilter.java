package io.keystile.jaxrs;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;

/** Behind all that rewrites: a locator would run, and a 404 or 405 be told, before {@link MatchFilter} could see it. */
@PreMatching
final class RouteFilter implements ContainerRequestFilter {
    private final Gate gate;

    RouteFilter(Gate gate) {
        this.gate = gate;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        gate.hold(request);
    }
}
