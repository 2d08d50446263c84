package io.keystile.jaxrs;

import io.keystile.request.RequestView;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request, as core reads it. */
final class RestRequestView implements RequestView {
    private final ContainerRequestContext request;
    private final Received received;
    private final String application;
    private final SessionUser sessionUser;
    private final boolean rerouted;

    RestRequestView(
            ContainerRequestContext request,
            Received received,
            String application,
            SessionUser sessionUser,
            boolean rerouted) {
        this.request = request;
        this.received = received;
        this.application = application;
        this.sessionUser = sessionUser;
        this.rerouted = rerouted;
    }

    /** The same, of which is known that it is matched by another target or method than it was judged by. */
    RestRequestView rerouted() {
        return new RestRequestView(request, received, application, sessionUser, true);
    }

    @Override
    public String method() {
        return request.getMethod();
    }

    @Override
    public String rawTarget() {
        return received.rawTarget();
    }

    @Override
    public String contextPath() {
        return received.contextPath();
    }

    @Override
    public List<String> headers(String name) {
        @Nullable List<String> lines = request.getHeaders().get(name);
        return lines == null ? List.of() : lines;
    }

    @Override
    public @Nullable String peerAddress() {
        return received.peerAddress();
    }

    @Override
    public boolean peerAddressRewritten() {
        return received.peerAddressRewritten();
    }

    @Override
    public boolean hasSession() {
        return sessionUser.isPresent(request);
    }

    @Override
    public boolean isRoutedBy(String path) {
        return !rerouted
                && RoutedPath.is(path, application, request.getUriInfo().getPath());
    }
}
