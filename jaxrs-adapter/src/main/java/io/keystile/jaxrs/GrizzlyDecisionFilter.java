package io.keystile.jaxrs;

import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.PreMatching;
import java.util.Objects;
import org.glassfish.grizzly.http.server.Request;
import org.jspecify.annotations.Nullable;

/** On Grizzly's own server, where there is no context root: paths are the server's. */
@PreMatching
final class GrizzlyDecisionFilter extends DecisionFilter {
    @Inject
    private @Nullable Provider<Request> current;

    GrizzlyDecisionFilter(Gate gate) {
        super(gate);
    }

    @Override
    Received received(ContainerRequestContext request) {
        Request grizzly = Objects.requireNonNull(current, "injected").get();
        // The original: Grizzly takes a session's id out of the other.
        String uri = grizzly.getRequest()
                .getRequestURIRef()
                .getOriginalRequestURIBC()
                .toString();
        String query = grizzly.getQueryString();
        return new Received(query == null ? uri : uri + '?' + query, "", grizzly.getRemoteAddr(), false);
    }
}
