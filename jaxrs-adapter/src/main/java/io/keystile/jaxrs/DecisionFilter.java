package io.keystile.jaxrs;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Has each request decided before it is matched. What implements it says {@code @PreMatching} itself, which isn't inherited. */
abstract class DecisionFilter implements ContainerRequestFilter {
    private final Gate gate;

    @Context
    private @Nullable HttpHeaders current;

    DecisionFilter(Gate gate) {
        this.gate = gate;
    }

    @Override
    public final void filter(ContainerRequestContext request) {
        gate.decide(request, received(request), Objects.requireNonNull(current, "injected"));
    }

    abstract Received received(ContainerRequestContext request);
}
