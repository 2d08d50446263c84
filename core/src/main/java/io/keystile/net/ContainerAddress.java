package io.keystile.net;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link ClientAddress#resolvedByContainer()}. */
enum ContainerAddress implements ClientAddress {
    CONTAINER;

    @Override
    public @Nullable String header() {
        return null;
    }

    @Override
    public @Nullable IpAddress resolve(@Nullable String peer, List<String> headerLines, boolean rewrittenAhead) {
        return IpAddress.tryParsePeer(peer);
    }

    @Override
    public String toString() {
        return "resolved by the container";
    }
}
