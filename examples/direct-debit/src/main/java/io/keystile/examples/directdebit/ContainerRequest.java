package io.keystile.examples.directdebit;

import io.keystile.request.RequestView;
import java.util.List;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** A request that the container could not read: where it came from, and nothing of what it says. */
record ContainerRequest(Request request) implements RequestView {
    @Override
    public String method() {
        return "-";
    }

    @Override
    public String rawTarget() {
        return "";
    }

    @Override
    public List<String> headers(String name) {
        return List.of();
    }

    @Override
    public @Nullable String peerAddress() {
        return Request.getRemoteAddr(request);
    }

    @Override
    public boolean hasSession() {
        return false;
    }
}
