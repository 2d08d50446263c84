package io.keystile.jaxrs;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Context;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** In a servlet container. */
@PreMatching
final class ServletDecisionFilter extends DecisionFilter {
    @Context
    private @Nullable HttpServletRequest current;

    ServletDecisionFilter(Gate gate) {
        super(gate);
    }

    @Override
    Received received(ContainerRequestContext request) {
        HttpServletRequest servlet = Objects.requireNonNull(current, "injected");
        String uri = servlet.getRequestURI();
        String query = servlet.getQueryString();
        return new Received(
                query == null ? uri : uri + '?' + query,
                servlet.getContextPath(),
                servlet.getRemoteAddr(),
                ServletPeer.isRewritten(servlet));
    }
}
