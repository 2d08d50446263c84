package io.keystile.authn;

import io.keystile.request.RequestView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is left to say of a request that nobody could read: where it came from. */
record UnreadRequest(@Override @Nullable String peerAddress) implements RequestView {
    @Override
    public String method() {
        return "";
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
    public boolean hasSession() {
        return false;
    }
}
