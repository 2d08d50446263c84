package io.keystile.jaxrs;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.PreMatching;

/** In whatever container the application reads. */
@PreMatching
final class ContainerDecisionFilter extends DecisionFilter {
    private final Container container;

    ContainerDecisionFilter(Gate gate, Container container) {
        super(gate);
        this.container = container;
    }

    @Override
    Received received(ContainerRequestContext request) {
        return container.received(request);
    }
}
